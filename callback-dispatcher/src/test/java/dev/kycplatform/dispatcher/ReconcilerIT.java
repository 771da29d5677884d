package dev.kycplatform.dispatcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.kycplatform.contracts.Topics;
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
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
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
        var before = reconciled();
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
                    "UPDATE worker.result SET callback = '\\x00', recorded_at = now() WHERE job_id"
                            + " = ?",
                    "forged");
            var last = reference("last");
            neighbours.store(last, url, BODY);

            soon().until(() -> Rows.state(last.key()).equals("delivered"));
            soon().until(() -> receiver.at("/owed").size() >= 1_201);
            assertThat(receiver.at("/owed"))
                    .extracting(received -> received.header("webhook-id"))
                    .doesNotHaveDuplicates();
            assertThat(Rows.deliveries(unowed.key())).isEmpty();
            soon().until(() -> reconciled() == before + 1_201);
            assertThat(Rows.query("SELECT job_id FROM dispatcher.reconciled").getFirst())
                    .containsEntry("job_id", "last");
        }
    }

    /** What came to be while there was no topic is made up for, and what comes afterwards is read again. */
    @Test
    void deliversWhatIsOwedAlthoughItsTopicWasDeletedAndMadeAnew() {
        neighbours.publishPartner("007", 1, true);
        var before = reconciled();
        try (var receiver = new Receiver(0);
                var admin =
                        Admin.create(
                                Map.<String, Object>of(
                                        "bootstrap.servers", TestServers.bootstrapServers()))) {
            var url = Optional.of(receiver.url("/lost"));
            var known = neighbours.complete(JobKey.of("007", "before-the-loss"), url, BODY);
            soon().until(() -> Rows.state(known.key()).equals("delivered"));
            var topic = TestServers.topicPrefix() + Topics.RESULTS.topicName();

            soon().ignoreExceptions()
                    .until(() -> admin.deleteTopics(List.of(topic)).all().get() == null);
            var lost = IntStream.range(0, 50).mapToObj(i -> reference("lost-" + i)).toList();
            lost.forEach(reference -> neighbours.store(reference, url, BODY));
            lost.forEach(
                    reference ->
                            soon().until(() -> Rows.state(reference.key()).equals("delivered")));
            assertThat(reconciled()).isGreaterThanOrEqualTo(before + 50);

            // Some client may have had it made already.
            soon().ignoreExceptions()
                    .until(
                            () -> {
                                admin.createTopics(
                                        List.of(
                                                new NewTopic(
                                                        topic,
                                                        Optional.empty(),
                                                        Optional.empty())));
                                return admin.listTopics().names().get().contains(topic);
                            });
            var forged =
                    new ResultReference(
                            Instant.parse("2026-01-01T00:00:00Z"), JobKey.of("007", "no-result"));
            soon().ignoreExceptions()
                    .until(
                            () -> {
                                neighbours.publish(forged);
                                return true;
                            });

            // Only whoever reads the topic can find that.
            soon().until(() -> DeadLetterCodes.of(forged.key()).contains("RESULT_UNKNOWN"));
            assertThat(receiver.at("/lost"))
                    .hasSize(51)
                    .extracting(received -> received.header("webhook-id"))
                    .doesNotHaveDuplicates();
        }
    }

    private ResultReference reference(String job) {
        return new ResultReference(
                neighbours.now().truncatedTo(ChronoUnit.MICROS), JobKey.of("007", job));
    }

    private static int reconciled() {
        return RestAssured.get("/q/metrics")
                .asString()
                .lines()
                .filter(line -> line.startsWith("kyc_deliveries_reconciled_total"))
                .mapToInt(line -> (int) Double.parseDouble(line.substring(line.indexOf(' '))))
                .sum();
    }

    private static ConditionFactory soon() {
        return await().atMost(Duration.ofSeconds(60)).pollInterval(Duration.ofMillis(50));
    }
}
