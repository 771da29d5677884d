package dev.kycplatform.dispatcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.kycplatform.contracts.callback.WebhookId;
import dev.kycplatform.contracts.job.JobKey;
import dev.kycplatform.localstack.testing.TestServers;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(
        value = TestServers.class,
        initArgs = @ResourceArg(name = "role", value = "dispatcher"))
@TestProfile(QuickRetries.class)
class RetriedDeliveryIT {
    private static final AtomicInteger JOBS = new AtomicInteger();
    private static final String BODY =
            "{\"JSONVersion\":\"1.0.0\",\"FullName\":\"Ad\u00e9 O\u2019Neill\",\"FullData\":{}}";

    @Inject Neighbours neighbours;

    private final Receiver receiver = new Receiver(0);
    private final JobKey job = JobKey.of("001", "retried-" + JOBS.incrementAndGet());

    @BeforeEach
    void aPartner() {
        neighbours.publishPartner("001", 1, true);
    }

    @AfterEach
    void close() {
        receiver.close();
    }

    @Test
    void triesAgainWhatFailedUnderTheSameId() {
        receiver.answer("/flaky", 500, 302);

        neighbours.complete(job, Optional.of(receiver.url("/flaky")), BODY);

        soon().until(() -> Rows.state(job).equals("delivered"));
        var received = receiver.at("/flaky");
        assertThat(received).hasSize(3);
        assertThat(received).extracting(r -> r.header("webhook-id")).containsOnly(id());
        assertThat(received)
                .extracting(r -> r.header("kyc-attempt"))
                .containsExactly("1", "2", "3");
        assertThat(received)
                .extracting(r -> r.header("kyc-first-attempted-at"))
                .containsOnly(received.getFirst().header("kyc-first-attempted-at"));
        assertThat(Rows.attempts(job))
                .extracting(row -> row.get("response_status"))
                .containsExactly(500, 302, 200);
    }

    @Test
    void waitsForAnEndpointThatIsDown() {
        var port = receiver.port();
        receiver.close();
        neighbours.complete(job, Optional.of(receiver.url("/later")), BODY);
        soon().until(() -> !Rows.attempts(job).isEmpty());

        try (var again = new Receiver(port)) {
            soon().until(() -> Rows.state(job).equals("delivered"));
            assertThat(again.at("/later")).hasSize(1);
        }

        assertThat(Rows.attempts(job).getFirst())
                .containsEntry("outcome", "deferred")
                .containsEntry("failure", "not_connected")
                .containsEntry("response_status", null);
    }

    @Test
    void endsWhatTheEndpointWantsNoMore() {
        receiver.answer("/gone", 410);

        neighbours.complete(job, Optional.of(receiver.url("/gone")), BODY);

        soon().until(() -> Rows.state(job).equals("gone"));
        assertThat(receiver.at("/gone")).hasSize(1);
    }

    @Test
    void isExhaustedWhenTheScheduleRunsOut() {
        receiver.answer("/never", 500, 404, 400, 429, 503, 500, 500, 200);

        neighbours.complete(job, Optional.of(receiver.url("/never")), BODY);

        soon().until(() -> Rows.state(job).equals("exhausted"));
        assertThat(receiver.at("/never")).hasSize(7);
        assertThat(receiver.at("/never").getLast().header("kyc-attempts-left")).isEqualTo("0");
        assertThat(Rows.deliveries(job).getFirst()).containsEntry("due_at", null);
    }

    @Test
    void isAFailedAttemptWhereCallbacksMayNotGo() {
        neighbours.complete(job, Optional.of("http://169.254.169.254/latest/meta-data"), BODY);

        soon().until(() -> !Rows.attempts(job).isEmpty());
        assertThat(Rows.attempts(job).getFirst())
                .containsEntry("outcome", "deferred")
                .containsEntry("failure", "address_forbidden");
    }

    @Test
    void isAFailedAttemptWhileThePartnerIsDisabled() {
        var other = JobKey.of("002", job.jobId().value());
        neighbours.publishPartner("002", 1, false);
        neighbours.complete(other, Optional.of(receiver.url("/disabled")), BODY);
        soon().until(
                        () ->
                                Rows.attempts(other).stream()
                                        .anyMatch(
                                                a -> "partner_disabled".equals(a.get("failure"))));
        assertThat(receiver.at("/disabled")).isEmpty();

        neighbours.publishPartner("002", 2, true);

        soon().until(() -> Rows.state(other).equals("delivered"));
    }

    @Test
    void endsADeliveryWhoseResultIsGone() {
        var answering = new CountDownLatch(1);
        receiver.answer("/expired", 500);
        receiver.holdBack("/expired", answering);
        neighbours.complete(job, Optional.of(receiver.url("/expired")), BODY);
        soon().until(() -> receiver.at("/expired").size() == 1);

        Rows.update("DELETE FROM worker.result WHERE job_id = ?", job.jobId().value());
        answering.countDown();

        soon().until(() -> Rows.state(job).equals("exhausted"));
        assertThat(Rows.attempts(job).getLast()).containsEntry("failure", "result_expired");
    }

    @Test
    void takesOverADeliveryWhoseLeaseHasEnded() {
        var answering = new CountDownLatch(1);
        receiver.holdBack("/dead", answering);
        neighbours.complete(job, Optional.of(receiver.url("/dead")), BODY);
        soon().until(() -> receiver.at("/dead").size() == 1);

        // Whoever sent this has died: its lease ends, and what it may still write counts for
        // nothing.
        Rows.update(
                """
                UPDATE dispatcher.delivery SET due_at = now(), lease_token = gen_random_uuid()
                WHERE job_id = ?""",
                job.jobId().value());
        soon().until(() -> receiver.at("/dead").size() == 2);
        answering.countDown();

        soon().until(() -> Rows.state(job).equals("delivered"));
        assertThat(receiver.at("/dead")).extracting(r -> r.header("webhook-id")).containsOnly(id());
        assertThat(Rows.attempts(job)).hasSize(1);
    }

    private String id() {
        return WebhookId.ofJob(job).value();
    }

    private static ConditionFactory soon() {
        return await().atMost(Duration.ofSeconds(30)).pollInterval(Duration.ofMillis(50));
    }
}
