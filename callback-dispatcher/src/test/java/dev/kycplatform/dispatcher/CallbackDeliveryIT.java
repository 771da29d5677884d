package dev.kycplatform.dispatcher;

import static io.restassured.RestAssured.get;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.standardwebhooks.Webhook;
import com.standardwebhooks.exceptions.WebhookVerificationException;
import dev.kycplatform.contracts.callback.WebhookId;
import dev.kycplatform.contracts.job.JobKey;
import dev.kycplatform.contracts.result.ResultReference;
import dev.kycplatform.contracts.signature.VendorSignature;
import dev.kycplatform.localstack.testing.TestServers;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
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
class CallbackDeliveryIT {
    private static final AtomicInteger JOBS = new AtomicInteger();
    private static final String BODY =
            "{\"JSONVersion\":\"1.0.0\",\"FullName\":\"Ad\u00e9 O\u2019Neill\",\"FullData\":{}}";

    @Inject Neighbours neighbours;

    private final Receiver receiver = new Receiver(0);
    private final JobKey job = JobKey.of("001", "job-" + JOBS.incrementAndGet());

    @BeforeEach
    void aPartner() {
        neighbours.publishPartner("001", 1, true);
    }

    @AfterEach
    void close() {
        receiver.close();
    }

    @Test
    void deliversAResultSignedTwiceAndRecordsTheAttempt() throws WebhookVerificationException {
        neighbours.complete(job, Optional.of(receiver.url("/full?user=77")), BODY);

        soon().until(() -> Rows.state(job).equals("delivered"));
        var callback = receiver.at("/full").getFirst();
        var text = new String(callback.body(), StandardCharsets.UTF_8);
        assertThat(text).startsWith(BODY.substring(0, BODY.length() - 1) + ",\"timestamp\":\"");
        var json = JsonPath.from(text);
        assertThat(
                        VendorSignature.matches(
                                json.getString("signature"),
                                Neighbours.API_KEY,
                                json.getString("timestamp"),
                                "001"))
                .isTrue();
        new Webhook(Neighbours.WEBHOOK_SECRET).verify(text, callback.headers());
        assertThat(callback.header("webhook-id")).isEqualTo(WebhookId.ofJob(job).value());
        assertThat(callback.header("content-type")).isEqualTo("application/json");
        assertThat(callback.header("host")).isEqualTo("127.0.0.1:" + receiver.port());
        assertThat(callback.header("kyc-attempt")).isEqualTo("1");
        assertThat(callback.header("kyc-attempts-left")).isEqualTo("6");
        assertThat(Instant.parse(callback.header("kyc-first-attempted-at")))
                .isBefore(neighbours.now());
        assertThat(callback.header("traceparent")).isEqualTo(Neighbours.TRACE);
        assertThat(Rows.deliveries(job).getFirst())
                .containsEntry("attempts", 1)
                .containsEntry("last_status", 200)
                .containsEntry("due_at", null)
                .containsEntry("lease_token", null)
                .containsEntry("endpoint", "http://127.0.0.1:" + receiver.port());
        assertThat(Rows.attempts(job))
                .singleElement()
                .satisfies(
                        attempt ->
                                assertThat(attempt)
                                        .containsEntry("outcome", "delivered")
                                        .containsEntry("response_status", 200)
                                        .containsEntry("failure", null));
    }

    @Test
    void isVerifiedWithEitherSecretWhileOneTakesTheOthersPlace()
            throws WebhookVerificationException {
        neighbours.publishPartner(
                "009", 1, List.of(Neighbours.NEXT_WEBHOOK_SECRET, Neighbours.WEBHOOK_SECRET));
        var rotating = JobKey.of("009", "rotating");

        neighbours.complete(rotating, Optional.of(receiver.url("/rotating")), BODY);

        soon().until(() -> Rows.state(rotating).equals("delivered"));
        var callback = receiver.at("/rotating").getLast();
        var text = new String(callback.body(), StandardCharsets.UTF_8);
        new Webhook(Neighbours.WEBHOOK_SECRET).verify(text, callback.headers());
        new Webhook(Neighbours.NEXT_WEBHOOK_SECRET).verify(text, callback.headers());
    }

    @Test
    void keepsPathsAndAnswersOutOfRowsAndMetrics() {
        neighbours.complete(job, Optional.of(receiver.url("/secretpath?token=secretquery")), BODY);

        soon().until(() -> Rows.state(job).equals("delivered"));
        var everything =
                Rows.deliveries(job).toString()
                        + new String(
                                (byte[]) Rows.attempts(job).getFirst().get("answer"),
                                StandardCharsets.ISO_8859_1)
                        + get("/q/metrics").asString();
        assertThat(everything)
                .contains("kyc_deliveries_ended_total")
                .contains("kyc_delivery_time_seconds_bucket")
                .contains("kyc_delivery_in_flight")
                .doesNotContain("secretpath", "secretquery", "thank you");
    }

    @Test
    void deliversOnceHoweverOftenTheRecordComes() {
        var reference = neighbours.complete(job, Optional.of(receiver.url("/once")), BODY);
        neighbours.publish(reference);
        soon().until(() -> Rows.state(job).equals("delivered"));

        neighbours.publish(reference);
        thenAnotherJobIsDone();

        assertThat(receiver.at("/once")).hasSize(1);
        assertThat(Rows.deliveries(job)).hasSize(1);
    }

    @Test
    void sendsNothingForARecordThatNoResultStandsBehind() {
        var forged = new ResultReference(Instant.parse("2026-01-01T00:00:00Z"), job);

        neighbours.publish(forged);

        soon().until(() -> DeadLetterCodes.of(job).equals(List.of("RESULT_UNKNOWN")));
        assertThat(Rows.deliveries(job)).isEmpty();
    }

    @Test
    void sendsNothingWhereNoCallbackIsOwed() {
        neighbours.complete(job, Optional.empty(), BODY);

        thenAnotherJobIsDone();

        assertThat(Rows.deliveries(job)).isEmpty();
        assertThat(DeadLetterCodes.of(job)).isEmpty();
    }

    @Test
    void deliversAMegabyteAndAHalf() throws WebhookVerificationException {
        var large = "{\"Photo\":\"" + "x".repeat(1_500_000) + "\"}";

        neighbours.complete(job, Optional.of(receiver.url("/large")), large);

        soon().until(() -> Rows.state(job).equals("delivered"));
        var callback = receiver.at("/large").getFirst();
        var text = new String(callback.body(), StandardCharsets.UTF_8);
        assertThat(text).startsWith(large.substring(0, large.length() - 1)).endsWith("\"}");
        new Webhook(Neighbours.WEBHOOK_SECRET).verify(text, callback.headers());
    }

    @Test
    void showsOtherServicesTheDeliveryLog() {
        neighbours.complete(job, Optional.of(receiver.url("/log")), BODY);
        soon().until(() -> Rows.state(job).equals("delivered"));

        assertThat(
                        Rows.query(
                                """
                                SELECT state, attempts, last_status, next_attempt_at
                                FROM dispatcher.delivery_v1 WHERE job_id = ?
                                AND has_table_privilege('kyc_intake', 'dispatcher.delivery_v1', 'SELECT')
                                AND has_table_privilege('kyc_flow', 'dispatcher.delivery_v1', 'SELECT')
                                AND NOT has_table_privilege('kyc_intake', 'dispatcher.delivery', 'SELECT')""",
                                job.jobId().value()))
                .singleElement()
                .satisfies(row -> assertThat(row).containsEntry("state", "delivered"));
    }

    /** So that what came before in the topic has certainly been handled, or is being. */
    private void thenAnotherJobIsDone() {
        for (int i = 0; i < 10; i++) {
            var marker = JobKey.of("001", "marker-" + JOBS.incrementAndGet());
            neighbours.complete(marker, Optional.of(receiver.url("/marker")), BODY);
            soon().until(() -> Rows.state(marker).equals("delivered"));
        }
    }

    private static ConditionFactory soon() {
        return await().atMost(Duration.ofSeconds(30)).pollInterval(Duration.ofMillis(50));
    }
}
