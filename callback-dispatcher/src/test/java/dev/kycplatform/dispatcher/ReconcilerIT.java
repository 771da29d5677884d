package dev.kycplatform.dispatcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.kycplatform.contracts.job.JobKey;
import dev.kycplatform.contracts.result.ResultReference;
import dev.kycplatform.localstack.testing.TestServers;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.RestAssured;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.stream.IntStream;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(
        value = TestServers.class,
        initArgs = @ResourceArg(name = "role", value = "dispatcher"))
@TestProfile(QuickReconciler.class)
class ReconcilerIT {
    private static final String BODY = "{\"FullData\":{}}";

    @Inject Neighbours neighbours;

    /** More than one batch, with results among them that owe nothing, and one that cannot be opened. */
    @Test
    void deliversWhatIsOwedAlthoughNoRecordCame() {
        neighbours.publishPartner("007", 1, true);
        try (var receiver = new Receiver(0)) {
            var url = Optional.of(receiver.url("/owed"));
            var owed = IntStream.range(0, 1_200).mapToObj(i -> reference("owed-" + i)).toList();
            for (var reference : owed) {
                neighbours.store(reference, url, BODY);
            }
            var unowed = reference("unowed");
            neighbours.store(unowed, Optional.empty(), BODY);
            var forged = reference("forged");
            neighbours.store(forged, Optional.empty(), BODY);
            Rows.update(
                    "UPDATE worker.result SET callback = '\\x00', recorded_at = now() WHERE job_id = ?",
                    "forged");
            var last = reference("last");
            neighbours.store(last, url, BODY);

            soon().until(() -> Rows.state(last.key()).equals("delivered"));
            soon().until(() -> receiver.at("/owed").size() >= 1_201);
            assertThat(receiver.at("/owed"))
                    .extracting(received -> received.header("webhook-id"))
                    .doesNotHaveDuplicates();
            assertThat(Rows.deliveries(unowed.key())).isEmpty();
            soon().until(() -> metrics().contains("kyc_deliveries_reconciled_total 1201.0"));
            assertThat(Rows.query("SELECT job_id FROM dispatcher.reconciled").getFirst())
                    .containsEntry("job_id", "last");
        }
    }

    private ResultReference reference(String job) {
        return new ResultReference(
                neighbours.now().truncatedTo(ChronoUnit.MICROS), JobKey.of("007", job));
    }

    private static String metrics() {
        return RestAssured.get("/q/metrics").asString();
    }

    private static ConditionFactory soon() {
        return await().atMost(Duration.ofSeconds(60)).pollInterval(Duration.ofMillis(50));
    }
}
