package dev.kycplatform.flow.verification;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import dev.kycplatform.flow.FlowUnderTest;
import dev.kycplatform.flow.FlowUnderTest.TestApp;
import dev.kycplatform.flow.FlowUnderTest.TestUser;
import dev.kycplatform.localstack.testing.TestServers;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.awaitility.Awaitility;

/** The calls of a verification's life, as apps and operators make them. */
public final class KycCalls {
    private KycCalls() {}

    /** The app's standard flow of persons, or of businesses. */
    public static String flow(TestApp app, String level) {
        var answer =
                given().auth()
                        .oauth2(TestServers.operatorToken())
                        .get("/admin/flows?app_handle=" + app.handle());
        assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(200);
        return FlowUnderTest.json(answer.asString())
                .path("flows")
                .valueStream()
                .filter(flow -> flow.path("kyc_level").asText().equals(level))
                .findFirst()
                .orElseThrow()
                .path("flow")
                .asText();
    }

    /** A new flow, not approved. */
    public static String draft(TestApp app, String checks) {
        return drafted(
                "{\"app_handle\":\"%s\",\"name\":\"Another\",\"checks\":%s}"
                        .formatted(app.handle(), checks));
    }

    /** The same, of that level. */
    public static String draft(TestApp app, String checks, String level) {
        return drafted(
                "{\"app_handle\":\"%s\",\"name\":\"Another\",\"checks\":%s,\"kyc_level\":\"%s\"}"
                        .formatted(app.handle(), checks, level));
    }

    private static String drafted(String body) {
        return given().auth()
                .oauth2(TestServers.operatorToken())
                .contentType("application/json")
                .body(body)
                .post("/admin/flows")
                .then()
                .statusCode(201)
                .extract()
                .path("flow");
    }

    public static Response change(String flow, String verb, String token) {
        return given().auth().oauth2(token).post("/admin/flows/" + flow + "/" + verb);
    }

    public static Response kyc(TestUser user, String flow) {
        return FlowUnderTest.post(user, "/0.2/kyc", "{\"flow\":\"%s\"}".formatted(flow));
    }

    /** The id of a verification that was just started. */
    public static String started(TestUser user) {
        var answer = kyc(user, flow(user.app(), "KYC-STANDARD"));
        assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(202);
        return FlowUnderTest.json(answer.asString())
                .at("/verification_ids/0/verification_id")
                .asText();
    }

    public static JsonPath record(TestUser user, String verification) {
        return read(user, verification).jsonPath();
    }

    private static Response read(TestUser user, String verification) {
        // Not the same bytes each time: what is asked over and over is limited.
        var body = FlowUnderTest.body(user.app(), user.handle());
        body.withObject("/header").put("reference", UUID.randomUUID().toString());
        var answer = FlowUnderTest.post(user, "/0.2/get_verifications/" + verification, body);
        assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(200);
        return answer;
    }

    public static void awaitStatus(TestUser user, String verification, String status) {
        Awaitility.await(status)
                .atMost(Duration.ofSeconds(60))
                .pollInterval(Duration.ofMillis(10))
                .untilAsserted(
                        () ->
                                assertThat(
                                                FlowUnderTest.json(
                                                                read(user, verification).asString())
                                                        .path("verification_status")
                                                        .asText())
                                        .isEqualTo(status));
    }

    public static Response resume(
            TestUser user, String verification, String update, List<String> documents) {
        var body = FlowUnderTest.body(user.app(), user.handle());
        body.put("verification_uuid", verification).put("update", update);
        if (!documents.isEmpty()) {
            documents.forEach(body.putArray("doc_ids")::add);
        }
        var text = body.toString();
        return FlowUnderTest.signed(user.app(), text)
                .header("usersignature", FlowUnderTest.sign(user.privateKey(), text))
                .body(text)
                .put("/0.2/resume_verification");
    }

    public static Response decide(String verification, Map<String, String> decision) {
        return given().auth()
                .oauth2(TestServers.operatorToken())
                .contentType("application/json")
                .body(decision)
                .post("/admin/reviews/" + verification + "/decision");
    }
}
