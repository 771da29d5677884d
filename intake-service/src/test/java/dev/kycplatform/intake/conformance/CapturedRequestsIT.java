package dev.kycplatform.intake.conformance;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import dev.kycplatform.intake.IntakeUnderTest;
import dev.kycplatform.intake.IntakeUnderTest.RegisteredPartner;
import dev.kycplatform.intake.StubWorker;
import dev.kycplatform.localstack.testing.TestServers;
import dev.kycplatform.vendor.JavaClient;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the vendor's clients really send, replayed byte for byte and answered as each of them needs it. */
@QuarkusTest
@QuarkusTestResource(
        value = TestServers.class,
        initArgs = @ResourceArg(name = "role", value = "intake"))
class CapturedRequestsIT {
    /** The partner of the captures. */
    private static final String PARTNER_ID = "001";

    private static @Nullable RegisteredPartner registered;

    private RegisteredPartner partner;

    static List<CapturedRequest> all() {
        return CapturedRequest.all();
    }

    static Stream<CapturedRequest> submissions() {
        return sentTo(Endpoint.ASYNC.path());
    }

    static Stream<CapturedRequest> syncSubmissions() {
        return sentTo(Endpoint.SYNC.path());
    }

    static Stream<CapturedRequest> services() {
        return sentTo("/v1/services");
    }

    static Stream<CapturedRequest> statuses() {
        return sentTo(Endpoint.STATUS.path());
    }

    @Inject StubWorker worker;

    @BeforeEach
    void forgetEarlierReplays() throws SQLException {
        IntakeUnderTest.partner();
        worker.answerAll(SampleResult.ofSyncJob());
        partner = registered();
        try (var admin = DriverManager.getConnection(TestServers.adminJdbcUrl());
                var delete =
                        admin.prepareStatement("DELETE FROM intake.claim WHERE partner_id = ?")) {
            delete.setString(1, PARTNER_ID);
            delete.executeUpdate();
        }
    }

    @ParameterizedTest
    @MethodSource("all")
    void isWhatWasCaptured(CapturedRequest request) {
        assertThat(request.body()).hasSize(request.declaredLength());
    }

    @ParameterizedTest
    @MethodSource("submissions")
    void acceptsAJob(CapturedRequest request) throws IOException {
        var answer = replay(request);

        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        assertThat(JavaClient.accepted(answer.text())).isTrue();
        RequestErrors.assertIsJson(answer);
        assertThat(replay(request).text()).as("the same again").isEqualTo(answer.text());
    }

    /** Exactly 200, one JSON object, and what the strictest reads: the others take no more than that. */
    @ParameterizedTest
    @MethodSource("syncSubmissions")
    void answersAJobWhileItsPartnerWaits(CapturedRequest request) throws IOException {
        var answer = replay(request);

        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        RequestErrors.assertIsJson(answer);
        assertSignedAsClientsCheckIt(answer);
        var result = JavaClient.result(answer.text());
        assertThat(result.resultCode()).isEqualTo("1012");
        assertThat(JavaClient.result(replay(request).text()).everything())
                .as("the same again")
                .containsEntry("SmileJobID", result.everything().get("SmileJobID"));
    }

    @Test
    void everyClientThatHasASyncCallWasCaptured() {
        assertThat(syncSubmissions().map(CapturedRequest::toString))
                .anyMatch(name -> name.contains("node"))
                .anyMatch(name -> name.contains("java"))
                .anyMatch(name -> name.contains("python"))
                .anyMatch(name -> name.contains("php"))
                .anyMatch(name -> name.contains("ruby"));
    }

    @ParameterizedTest
    @MethodSource("services")
    void listsTheServices(CapturedRequest request) throws IOException {
        var answer = Wire.once(RestAssured.port, request.linesWithoutLength(), new byte[0]);

        assertThat(answer.status()).isEqualTo(200);
        RequestErrors.assertIsJson(answer);
        assertThat(JavaClient.services(answer.text()).get("NG"))
                .containsEntry(
                        "BANK_ACCOUNT",
                        List.of(
                                "country",
                                "id_type",
                                "id_number",
                                "user_id",
                                "job_id",
                                "bank_code"));
    }

    @ParameterizedTest
    @MethodSource("statuses")
    void tellsThatAJobIsPending(CapturedRequest request) throws IOException {
        replay(submissions().findFirst().orElseThrow());

        var answer = replay(request);

        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        assertSignedAsClientsCheckIt(answer);
        var status = JavaClient.status(answer.text());
        assertThat(status.isComplete()).isFalse();
        assertThat(status.isSuccess()).isFalse();
        assertThat(status.code()).isEqualTo("2302");
        assertThat(status.result()).isNull();
    }

    @ParameterizedTest
    @MethodSource("statuses")
    void tellsThatThereIsNoJob(CapturedRequest request) throws IOException {
        var answer = replay(request);

        assertThat(answer.status()).isEqualTo(400);
        assertSignedAsClientsCheckIt(answer);
        assertThat(JavaClient.refusal(answer.text()).code()).isEqualTo("2313");
    }

    @ParameterizedTest
    @MethodSource("all")
    void refusesItUnsigned(CapturedRequest request) throws IOException {
        if (!request.body().isEmpty()) {
            var answer =
                    Wire.once(
                            RestAssured.port,
                            request.linesWithoutLength(),
                            request.body().getBytes(StandardCharsets.UTF_8));

            // Every client, the one that only knows JSON above all, can say what went wrong.
            assertThat(answer.status()).isBetween(400, 499);
            assertThat(JavaClient.refusal(answer.text()).error()).isNotEmpty();
        }
    }

    private static Stream<CapturedRequest> sentTo(String path) {
        return CapturedRequest.all().stream().filter(request -> request.path().equals(path));
    }

    private Wire.Answer replay(CapturedRequest request) throws IOException {
        return Wire.once(
                RestAssured.port,
                request.linesWithoutLength(),
                request.signedAnew(partner, Instant.now()));
    }

    /** Over the text that came; one client reads the time as ISO 8601 before it looks at the signature. */
    private void assertSignedAsClientsCheckIt(Wire.Answer answer) {
        var body = RequestErrors.json(answer);
        RequestErrors.assertSigned(body, partner);
        assertThat(body.path("timestamp").asText())
                .matches("[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}\\.[0-9]{3}Z");
    }

    private static RegisteredPartner registered() {
        if (registered == null) {
            var apiKey =
                    given().auth()
                            .oauth2(TestServers.operatorToken())
                            .contentType("application/json")
                            .body(
                                    "{\"partner_id\":\"%s\",\"name\":\"Captured\"}"
                                            .formatted(PARTNER_ID))
                            .post("/admin/partners")
                            .then()
                            .statusCode(201)
                            .extract()
                            .jsonPath()
                            .getString("api_key");
            var partner = new RegisteredPartner(PARTNER_ID, apiKey);
            Awaitility.await("the partner to be in force")
                    .atMost(Duration.ofSeconds(10))
                    .until(() -> !IntakeUnderTest.codeWithoutFields(partner).equals("2205"));
            registered = partner;
        }
        return registered;
    }
}
