package dev.kycplatform.dispatcher;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.kycplatform.contracts.Topics;
import dev.kycplatform.contracts.event.EventHeaders;
import dev.kycplatform.contracts.job.JobKey;
import dev.kycplatform.contracts.result.ResultReference;
import dev.kycplatform.localstack.testing.TestServers;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.path.json.JsonPath;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A record on {@code kyc.results} that the worker has not written sends nothing anywhere. */
@QuarkusTest
@QuarkusTestResource(
        value = TestServers.class,
        initArgs = @ResourceArg(name = "role", value = "dispatcher"))
@TestProfile(QuickRetries.class)
class ForgedResultsIT {
    private static final String BODY = "{\"JSONVersion\":\"1.0.0\"}";

    @Inject Neighbours neighbours;

    private final Receiver receiver = new Receiver(0);
    private final JobKey job = JobKey.of("001", "forged-" + UUID.randomUUID());

    /** What a forger writes about a job, and what it dies of. {@code %s} is where the forger listens. */
    enum Forgery {
        NOT_JSON("UNREADABLE_RECORD", "to %s with you"),
        NO_OBJECT("UNREADABLE_RECORD", "[\"%s\"]"),
        NO_REFERENCE(
                "UNREADABLE_RECORD",
                "{\"schema_version\":1,\"attempts\":1,\"size\":1,\"callback_url\":\"%s\"}"),
        NO_REFERENCE_AT_ALL(
                "UNREADABLE_RECORD",
                "{\"schema_version\":1,\"attempts\":1,\"size\":1,\"callback_url\":\"%s\","
                        + "\"result_reference\":\"anything\"}"),
        /** {@code -210866803200000001/001/job}: before the first time that PostgreSQL knows. */
        OF_NO_TIME(
                "UNREADABLE_RECORD",
                "{\"schema_version\":1,\"attempts\":1,\"size\":1,\"callback_url\":\"%s\","
                        + "\"result_reference\":\"LTIxMDg2NjgwMzIwMDAwMDAwMS8wMDEvam9i\"}"),
        OF_A_JOB_WITHOUT_A_RESULT(
                "RESULT_UNKNOWN",
                "{\"schema_version\":1,\"attempts\":1,\"size\":1,\"callback_url\":\"%s\","
                        + "\"result_reference\":\"REFERENCE\"}");

        private final String cause;
        private final String value;

        Forgery(String cause, String value) {
            this.cause = cause;
            this.value = value;
        }
    }

    @BeforeEach
    void aPartner() {
        neighbours.publishPartner("001", 1, true);
    }

    @AfterEach
    void close() {
        receiver.close();
    }

    @ParameterizedTest
    @EnumSource(Forgery.class)
    void isKeptAsItCameAndSendsNothing(Forgery forgery) {
        var reference = new ResultReference(neighbours.now().truncatedTo(ChronoUnit.MICROS), job);
        var value =
                forgery.value
                        .formatted(receiver.url("/forger"))
                        .replace("REFERENCE", reference.toString())
                        .getBytes(StandardCharsets.UTF_8);

        neighbours.publish(job, value);
        soon().until(() -> DeadLetterCodes.of(job).equals(List.of(forgery.cause)));
        anotherJobIsDelivered();

        var letter = TopicRecords.of(Topics.DEAD_LETTERS, job).getFirst();
        assertThat(letter.value()).isEqualTo(value);
        assertThat(TopicRecords.header(letter, EventHeaders.DEAD_LETTER_TOPIC))
                .isEqualTo(TestServers.topicPrefix() + "kyc.results");
        assertThat(TopicRecords.header(letter, EventHeaders.DEAD_LETTER_OFFSET))
                .containsOnlyDigits();
        assertThat(receiver.at("/forger")).isEmpty();
        assertThat(Rows.deliveries(job)).isEmpty();
    }

    @Test
    void ofAJobThatHasItsResultSendsWhatIsOwedWhereItIsOwedAndOnce() {
        neighbours.complete(job, Optional.of(receiver.url("/partner")), BODY);
        soon().until(() -> Rows.state(job).equals("delivered"));

        neighbours.publish(
                job,
                ("{\"schema_version\":1,\"attempts\":1,\"size\":1,\"callback_url\":\"%s\","
                                + "\"result_reference\":\"%s\"}")
                        .formatted(receiver.url("/forger"), referenceOf(job))
                        .getBytes(StandardCharsets.UTF_8));
        anotherJobIsDelivered();

        assertThat(receiver.at("/forger")).isEmpty();
        assertThat(receiver.at("/partner")).hasSize(1);
        assertThat(DeadLetterCodes.of(job)).isEmpty();
    }

    @Test
    void isPutBackByAnOperatorAndDeliveredOnceItIsTrue() {
        var reference = new ResultReference(neighbours.now().truncatedTo(ChronoUnit.MICROS), job);
        neighbours.publish(reference);
        soon().until(() -> DeadLetterCodes.of(job).equals(List.of("RESULT_UNKNOWN")));

        neighbours.store(reference, Optional.of(receiver.url("/late")), BODY);
        var letter = TopicRecords.of(Topics.DEAD_LETTERS, job).getFirst();
        operator()
                .post(
                        "/admin/dead-letters/{id}/redrive",
                        letter.partition() + "-" + letter.offset())
                .then()
                .statusCode(200);

        soon().until(() -> Rows.state(job).equals("delivered"));
        assertThat(receiver.at("/late")).hasSize(1);
        assertThat(
                        Rows.query(
                                "SELECT * FROM dispatcher.audit WHERE action = 'dead-letter.redrive'"
                                        + " AND subject LIKE '%' || ? || ',%'",
                                letter.partition() + "-" + letter.offset()))
                .hasSize(1);
    }

    @Test
    void theJobsHistoryShowsItsAnnouncementAndItsCallback() {
        var reference = neighbours.complete(job, Optional.of(receiver.url("/path?secret=1")), BODY);
        soon().until(() -> Rows.state(job).equals("delivered"));

        var answer =
                operator()
                        .queryParam("accepted_at", reference.acceptedAt().toString())
                        .get("/admin/jobs/{partner}/{job}", "001", job.jobId().value());

        var seen = answer.jsonPath();
        assertThat(seen.getString("records[0].topic"))
                .isEqualTo(TestServers.topicPrefix() + "kyc.results");
        assertThat(seen.getString("deliveries[0].state")).isEqualTo("delivered");
        assertThat(seen.getString("deliveries[0].endpoint"))
                .isEqualTo("http://127.0.0.1:" + receiver.port());
        assertThat(seen.getInt("deliveries[0].attempts[0].status")).isEqualTo(200);
        assertThat(seen.getString("deliveries[0].attempts[0].outcome")).isEqualTo("delivered");
        assertThat(answer.asString()).doesNotContain("path", "secret");
        given().get("/admin/jobs/001/x").then().statusCode(401);
    }

    private static String referenceOf(JobKey job) {
        var announced = TopicRecords.of(Topics.RESULTS, job).getFirst();
        return JsonPath.from(new String(announced.value(), StandardCharsets.UTF_8))
                .getString("result_reference");
    }

    private void anotherJobIsDelivered() {
        var other = JobKey.of("001", "other-" + UUID.randomUUID());
        neighbours.complete(other, Optional.of(receiver.url("/other")), BODY);
        soon().until(() -> Rows.state(other).equals("delivered"));
    }

    private static RequestSpecification operator() {
        return given().header("Authorization", "Bearer " + TestServers.operatorToken());
    }

    private static ConditionFactory soon() {
        return await().atMost(Duration.ofSeconds(30)).pollInterval(Duration.ofMillis(50));
    }
}
