package dev.kycplatform.dispatcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.kycplatform.contracts.callback.WebhookId;
import dev.kycplatform.contracts.job.JobKey;
import dev.kycplatform.dispatcher.endpoint.http.TlsFiles;
import dev.kycplatform.localstack.testing.HandClock;
import dev.kycplatform.localstack.testing.TestServers;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.core.ConditionFactory;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What each kind of bad endpoint does to a delivery: never more than to cost it an attempt. */
@QuarkusTest
@QuarkusTestResource(
        value = TestServers.class,
        initArgs = @ResourceArg(name = "role", value = "dispatcher"))
@TestProfile(QuickRetries.class)
class UnrulyEndpointsIT {
    private static final String PARTNER = "020";
    private static final String BODY = "{\"FullData\":{}}";
    private static final AtomicInteger JOBS = new AtomicInteger();

    @Inject Neighbours neighbours;

    private final JobKey job = JobKey.of(PARTNER, "unruly-" + JOBS.incrementAndGet());

    /** The first attempt's outcome, status and failure. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    /ok          | delivered | 200 |
                    /slow        | delivered | 200 |
                    /drip        | delivered | 200 |
                    /half-answer | delivered | 200 |
                    /huge        | delivered | 200 |
                    /drip-head   | deferred  |     | timeout
                    /never       | deferred  |     | timeout
                    /reset       | deferred  |     | connection_lost
                    /half-close  | deferred  |     | connection_lost
                    /garbage     | deferred  |     | answer_unreadable
                    /huge-head   | deferred  |     | answer_unreadable
                    /redirect    | deferred  | 302 | refused
                    /after/2     | deferred  | 500 | refused
                    /not-yet     | deferred  | 404 | refused
                    """)
    void costsAnAttemptAtMost(
            String path, String outcome, @Nullable Integer status, @Nullable String failure) {
        neighbours.publishPartner(PARTNER, 1, true);
        try (var receiver = new UnrulyReceiver(Clock.systemUTC())) {
            neighbours.complete(job, Optional.of(receiver.url(path)), BODY);

            soon().until(() -> !Rows.attempts(job).isEmpty());
            assertThat(Rows.attempts(job).getFirst())
                    .containsEntry("outcome", outcome)
                    .containsEntry("response_status", status)
                    .containsEntry("failure", failure);
            assertThat(receiver.requests().getFirst().headers())
                    .containsEntry("webhook-id", WebhookId.ofJob(job).value());
        }
    }

    @Test
    void isToldFromAnEndpointWhoseCertificateIsNotItsOwn(@TempDir Path directory) throws Exception {
        neighbours.publishPartner(PARTNER, 1, true);
        var tls = TlsFiles.make(directory).serverSocket();
        try (var receiver = UnrulyReceiver.withWrongCertificate(tls, Clock.systemUTC())) {
            neighbours.complete(job, Optional.of(receiver.url("/ok")), BODY);

            soon().until(() -> !Rows.attempts(job).isEmpty());
            assertThat(Rows.attempts(job).getFirst())
                    .containsEntry("outcome", "deferred")
                    .containsEntry("failure", "tls");
            assertThat(receiver.requests()).isEmpty();
        }
    }

    @Test
    void isDeliveredWithTheNthAttemptAndTheSameId() {
        neighbours.publishPartner(PARTNER, 1, true);
        try (var receiver = new UnrulyReceiver(Clock.systemUTC())) {
            neighbours.complete(job, Optional.of(receiver.url("/after/4")), BODY);

            soon().until(() -> Rows.state(job).equals("delivered"));
            assertThat(receiver.requests())
                    .hasSize(4)
                    .extracting(request -> request.headers().get("webhook-id"))
                    .containsOnly(WebhookId.ofJob(job).value());
        }
    }

    @Test
    void isDeliveredOnceAnEndpointThatWasNotYetThereIs() {
        neighbours.publishPartner(PARTNER, 1, true);
        var clock = new HandClock();
        try (var receiver = new UnrulyReceiver(clock)) {
            neighbours.complete(job, Optional.of(receiver.url("/not-yet")), BODY);
            soon().until(() -> Rows.attempts(job).size() >= 2);
            assertThat(Rows.attempts(job))
                    .extracting(attempt -> attempt.get("response_status"))
                    .containsOnly(404);

            clock.advance(Duration.ofMinutes(10));

            soon().until(() -> Rows.state(job).equals("delivered"));
        }
    }

    @Test
    void followsNobodyToACloudsMetadata() {
        neighbours.publishPartner(PARTNER, 1, true);
        try (var receiver = new UnrulyReceiver(Clock.systemUTC())) {
            neighbours.complete(job, Optional.of(receiver.url("/redirect")), BODY);

            // Whoever followed would fail to connect: that would be another failure than this.
            soon().until(() -> Rows.state(job).equals("exhausted"));
            assertThat(Rows.attempts(job))
                    .hasSize(7)
                    .allSatisfy(
                            attempt ->
                                    assertThat(attempt)
                                            .containsEntry("response_status", 302)
                                            .containsEntry("failure", "refused"));
        }
    }

    private static ConditionFactory soon() {
        return await().atMost(Duration.ofSeconds(60)).pollInterval(Duration.ofMillis(50));
    }
}
