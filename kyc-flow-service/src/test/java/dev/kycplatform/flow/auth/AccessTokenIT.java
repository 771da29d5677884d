package dev.kycplatform.flow.auth;

import static dev.kycplatform.flow.FlowUnderTest.basic;
import static dev.kycplatform.flow.FlowUnderTest.body;
import static dev.kycplatform.flow.FlowUnderTest.postWithToken;
import static dev.kycplatform.flow.FlowUnderTest.requestToken;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import dev.kycplatform.flow.AdjustableClock;
import dev.kycplatform.flow.FlowUnderTest;
import dev.kycplatform.flow.FlowUnderTest.TestApp;
import dev.kycplatform.localstack.testing.TestServers;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

@QuarkusTest
@QuarkusTestResource(
        value = TestServers.class,
        initArgs = @ResourceArg(name = "role", value = "flow"))
class AccessTokenIT {
    private static final Instant START = Instant.parse("2026-03-01T12:00:00Z");

    @Inject AdjustableClock clock;

    @BeforeEach
    void stopTheClock() {
        clock.stopAt(START);
    }

    @AfterEach
    void letTheClockRun() {
        clock.run();
    }

    @Test
    void lastsEightHours() {
        var answer = requestToken(FlowUnderTest.app()).jsonPath();
        assertThat(answer.getBoolean("success")).isTrue();
        assertThat(answer.getLong("access_token.expiration"))
                .isEqualTo(START.plus(Duration.ofHours(8)).getEpochSecond());
    }

    @ParameterizedTest(name = "{0}")
    @CsvFileSource(resources = "/conformance/tokens.tsv", delimiter = '\t')
    void isTheSameWhileMoreThanHalfAnHourRemains(
            String rule, Duration later, String first, String given, int status) {
        var app = FlowUnderTest.app();
        var token = FlowUnderTest.token(app);
        if (first.equals("ended")) {
            end(token, app);
        }
        clock.stopAt(START.plus(later));

        assertThat(FlowUnderTest.token(app).equals(token))
                .as(rule)
                .isEqualTo(given.equals("the same"));

        assertThat(checkHandle(token, app).statusCode()).as(rule).isEqualTo(status);
    }

    @Test
    void isTheSameForAllWhoAskAtOnce() throws Exception {
        var app = FlowUnderTest.app();
        Set<String> tokens = ConcurrentHashMap.newKeySet();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var asks =
                    Stream.<Callable<Boolean>>generate(
                                    () -> () -> tokens.add(FlowUnderTest.token(app)))
                            .limit(16)
                            .toList();
            for (var ask : threads.invokeAll(asks)) {
                ask.get();
            }
        }
        assertThat(tokens).hasSize(1);
    }

    @Test
    void letsTheAppIn() {
        var app = FlowUnderTest.app();
        var answer = checkHandle(FlowUnderTest.token(app), app);
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.jsonPath().getString("message")).endsWith(" is available.");
    }

    @Test
    void expires() {
        var app = FlowUnderTest.app();
        var token = FlowUnderTest.token(app);
        clock.stopAt(START.plus(Duration.ofHours(8)));
        refused(checkHandle(token, app), 401, "The auth token provided has expired.");
    }

    @Test
    void isOfOneAppOnly() {
        var token = FlowUnderTest.token(FlowUnderTest.app());
        refused(checkHandle(token, FlowUnderTest.app()), 401, "The auth token is invalid.");
    }

    @Test
    void isNoneOnceItWasInvalidated() {
        var app = FlowUnderTest.app();
        var token = FlowUnderTest.token(app);
        end(token, app);
        refused(checkHandle(token, app), 401, "The auth token is invalid.");
    }

    @Test
    void mustBeOne() {
        refused(
                checkHandle("nonsense", FlowUnderTest.app()),
                403,
                "The Authorization: Bearer string is not properly encoded; it must be a base64-encoded"
                        + " ASCII string.");
    }

    @Test
    void isForgedByNobody() {
        var app = FlowUnderTest.app();
        var parts = FlowUnderTest.token(app).split("\\.");
        var flipped = parts[2].startsWith("A") ? "B" : "A";
        var forged = parts[0] + "." + parts[1] + "." + flipped + parts[2].substring(1);
        refused(checkHandle(forged, app), 401, "The auth token is invalid.");
    }

    @Test
    void isNotReplacedByClientAndSecret() {
        var app = FlowUnderTest.app();
        refused(
                given().header("Authorization", basic(app.clientId(), app.clientSecret()))
                        .body(body(app, "somebody").toString())
                        .post("/0.2/check_handle"),
                403,
                "Permission to auth this resource has been denied.");
    }

    @Test
    void isNotGivenForAnotherSecret() {
        var app = FlowUnderTest.app();
        var wrong =
                new TestApp(
                        app.handle(), app.privateKey(), app.clientId(), app.clientSecret() + "x");
        refused(
                requestToken(wrong),
                401,
                "There seems to be an issue with your authentication headers.");
    }

    private static Response checkHandle(String token, TestApp app) {
        return postWithToken(token, "/0.2/check_handle", body(app, FlowUnderTest.newHandle()));
    }

    private static void end(String token, TestApp app) {
        given().header("Authorization", "Bearer " + token)
                .body(body(app, null).toString())
                .delete("/0.2/auth_token")
                .then()
                .statusCode(200);
    }

    private static void refused(Response answer, int status, String message) {
        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(answer.jsonPath().getString("message")).isEqualTo(message);
        assertThat(answer.jsonPath().getString("status")).isEqualTo("FAILURE");
        assertThat(answer.jsonPath().getBoolean("success")).isFalse();
    }
}
