package dev.kycplatform.flow.verification;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import dev.kycplatform.contracts.Topics;
import dev.kycplatform.contracts.job.JobRequested;
import dev.kycplatform.contracts.result.ResultCode;
import dev.kycplatform.contracts.result.ResultReference;
import dev.kycplatform.flow.FlowUnderTest;
import dev.kycplatform.localstack.testing.TestServers;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A record on {@code kyc.results} that the worker has not written decides nothing; an operator sees it. */
@QuarkusTest
@QuarkusTestResource(
        value = TestServers.class,
        initArgs = @ResourceArg(name = "role", value = "flow"))
class ForgedResultsIT {
    @Inject StubWorker worker;

    /** What a forger writes about a job, and what it dies of. */
    enum Forgery {
        NOT_JSON("UNREADABLE_RECORD", "it has passed"),
        NO_OBJECT("UNREADABLE_RECORD", "[\"1012\"]"),
        NO_REFERENCE(
                "UNREADABLE_RECORD",
                "{\"schema_version\":1,\"attempts\":1,\"size\":1,\"result_code\":\"1012\"}"),
        NO_REFERENCE_AT_ALL(
                "UNREADABLE_RECORD",
                "{\"schema_version\":1,\"attempts\":1,\"size\":1,\"result_reference\":\"anything\"}"),
        OF_A_JOB_WITHOUT_A_RESULT(
                "RESULT_UNKNOWN",
                "{\"schema_version\":1,\"attempts\":1,\"size\":1,\"result_reference\":\"REFERENCE\"}");

        private final String cause;
        private final String value;

        Forgery(String cause, String value) {
            this.cause = cause;
            this.value = value;
        }
    }

    @ParameterizedTest
    @EnumSource(Forgery.class)
    void isKeptAsItCameAndDecidesNothing(Forgery forgery) {
        var user = FlowUnderTest.person(FlowUnderTest.app());
        var id = KycCalls.started(user);
        var job = worker.job(id, 1);

        publish(job, forgery.value);
        var letter = awaitLetter(job, forgery.cause);
        anotherPasses();

        assertThat(letter.get("service")).isEqualTo("kyc-flow-service");
        assertThat(letter.get("topic")).asString().contains("kyc.results");
        var opened = operator().post("/admin/dead-letters/{id}/open", letter.get("id"));
        assertThat(Base64.getDecoder().decode(opened.jsonPath().getString("value")))
                .asString(StandardCharsets.UTF_8)
                .isEqualTo(valueOf(forgery.value, job));
        assertThat(KycCalls.record(user, id).getString("verification_status")).isEqualTo("pending");
    }

    @Test
    void isPutBackByAnOperatorAndDecidesOnceItIsTrue() {
        var user = FlowUnderTest.person(FlowUnderTest.app());
        var id = KycCalls.started(user);
        var job = worker.job(id, 1);
        publish(job, Forgery.OF_A_JOB_WITHOUT_A_RESULT.value);
        var letter = awaitLetter(job, "RESULT_UNKNOWN");

        worker.answerUnheard(id, 1, ResultCode.INVALID);
        operator()
                .body("{\"reason\":\"its result is there\"}")
                .post("/admin/dead-letters/{id}/redrive", letter.get("id"))
                .then()
                .statusCode(200);

        KycCalls.awaitStatus(user, id, "failed");
        given().get("/admin/dead-letters").then().statusCode(401);
    }

    private void anotherPasses() {
        var user = FlowUnderTest.person(FlowUnderTest.app());
        var id = KycCalls.started(user);
        worker.found(id, 1, Map.of());
        KycCalls.awaitStatus(user, id, "passed");
    }

    private static void publish(JobRequested job, String value) {
        try (var producer =
                new KafkaProducer<>(
                        Map.of(
                                ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                                TestServers.bootstrapServers()),
                        new ByteArraySerializer(),
                        new ByteArraySerializer())) {
            producer.send(
                    new ProducerRecord<>(
                            TestServers.topicPrefix() + Topics.RESULTS.topicName(),
                            bytes(job.key().toString()),
                            bytes(valueOf(value, job))));
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String valueOf(String value, JobRequested job) {
        return value.replace(
                "REFERENCE", new ResultReference(job.acceptedAt(), job.key()).toString());
    }

    private static Map<String, Object> awaitLetter(JobRequested job, String cause) {
        return Awaitility.await("a dead letter of " + job.key())
                .atMost(Duration.ofSeconds(30))
                .until(() -> letters(job, cause), found -> !found.isEmpty())
                .getFirst();
    }

    private static List<Map<String, Object>> letters(JobRequested job, String cause) {
        return operator()
                .queryParam("cause", cause)
                .queryParam("topic", "kyc.results")
                .queryParam("limit", 1000)
                .get("/admin/dead-letters")
                .jsonPath()
                .getList("letters.findAll { it.key == '" + job.key() + "' }");
    }

    private static RequestSpecification operator() {
        return given().header("Authorization", "Bearer " + TestServers.operatorToken())
                .contentType("application/json");
    }
}
