package dev.kycplatform.dispatcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.kycplatform.contracts.callback.WebhookId;
import dev.kycplatform.contracts.job.JobKey;
import dev.kycplatform.contracts.result.ResultReference;
import dev.kycplatform.localstack.testing.TestServers;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(
        value = TestServers.class,
        initArgs = @ResourceArg(name = "role", value = "dispatcher"))
@TestProfile(FewSlots.class)
class BacklogIT {
    private static final String BODY = "{\"FullData\":{}}";
    private static final String BACKLOG = "012";
    private static final String QUIET = "013";

    @Inject Neighbours neighbours;

    @Test
    void deliversANeighboursCallbackWhileAHundredThousandOthersWereDueBeforeIt() {
        neighbours.publishPartner(BACKLOG, 1, true);
        neighbours.publishPartner(QUIET, 1, true);
        try (var receiver = new Receiver(0)) {
            var first = JobKey.of(QUIET, "first");
            neighbours.complete(first, Optional.of(receiver.url("/first")), BODY);
            soon().until(() -> Rows.state(first).equals("delivered"));
            var quiet =
                    new ResultReference(
                            neighbours.now().truncatedTo(ChronoUnit.MICROS),
                            JobKey.of(QUIET, "quiet"));
            neighbours.store(quiet, Optional.of(receiver.url("/quiet")), BODY);
            var origin = "http://127.0.0.1:" + receiver.port();
            Rows.update(
                    """
                    INSERT INTO dispatcher.delivery
                        (accepted_at, webhook_id, endpoint, partner_id, job_id, body_size, state, due_at,
                         attempts)
                    SELECT accepted_at, 'msg_' || i, endpoint, ?, 'backlog-' || i, 100, 'pending',
                           now() - interval '1 hour', i % 2
                    FROM dispatcher.delivery, generate_series(1, 100000) i WHERE job_id = 'first'""",
                    BACKLOG);
            wake(BACKLOG, origin);
            Rows.update(
                    """
                    INSERT INTO dispatcher.delivery
                        (accepted_at, webhook_id, endpoint, partner_id, job_id, body_size, state, due_at)
                    SELECT accepted_at, ?, ?, partner_id, job_id, size, 'pending', now()
                    FROM worker.result WHERE job_id = 'quiet'""",
                    WebhookId.ofJob(quiet.key()).value(),
                    origin);
            wake(QUIET, origin);

            soon().until(() -> receiver.at("/quiet").size() == 1);
            assertThat(waiting()).isGreaterThan(50_000);
        } finally {
            Rows.update("DELETE FROM dispatcher.delivery WHERE partner_id = ?", BACKLOG);
        }
    }

    private static void wake(String partner, String origin) {
        Rows.update(
                """
                INSERT INTO dispatcher.lane (partner_id, endpoint, wake_at) VALUES (?, ?, now())
                ON CONFLICT (partner_id, endpoint) DO UPDATE SET wake_at = now()""",
                partner,
                origin);
    }

    private static long waiting() {
        return Rows.query(
                                        """
                                SELECT count(*) AS n FROM dispatcher.delivery
                                WHERE partner_id = ? AND state = 'pending'""",
                                        BACKLOG)
                                .getFirst()
                                .get("n")
                        instanceof Long n
                ? n
                : 0;
    }

    private static ConditionFactory soon() {
        return await().atMost(Duration.ofSeconds(30)).pollInterval(Duration.ofMillis(50));
    }
}
