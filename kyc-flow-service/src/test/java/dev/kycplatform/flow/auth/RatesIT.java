package dev.kycplatform.flow.auth;

import static dev.kycplatform.flow.FlowUnderTest.body;
import static dev.kycplatform.flow.FlowUnderTest.newHandle;
import static dev.kycplatform.flow.FlowUnderTest.post;
import static dev.kycplatform.flow.FlowUnderTest.postWithToken;
import static dev.kycplatform.flow.FlowUnderTest.requestToken;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import dev.kycplatform.flow.AdjustableClock;
import dev.kycplatform.flow.FlowUnderTest;
import dev.kycplatform.localstack.testing.TestServers;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** With the clock stopped, so that nothing is given back meanwhile. */
@QuarkusTest
@QuarkusTestResource(
        value = TestServers.class,
        initArgs = @ResourceArg(name = "role", value = "flow"))
class RatesIT {
    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

    @Inject AdjustableClock clock;

    @BeforeEach
    void stopTheClock() {
        clock.stopAt(NOW);
    }

    @AfterEach
    void letTheClockRun() {
        clock.run();
    }

    @Test
    void theSameSignatureIsTakenAgainAndAgainWithinItsTimeUntilItIsTooOften() {
        var app = FlowUnderTest.app();
        var request = body(app, newHandle());
        for (int time = 1; time <= 30; time++) {
            assertThat(post(app, "/0.2/check_handle", request).statusCode())
                    .as("time %s", time)
                    .isEqualTo(200);
        }

        refused(post(app, "/0.2/check_handle", request));

        // Nobody else is kept waiting, nor what the app signs anew.
        assertThat(post(app, "/0.2/check_handle", body(app, newHandle())).statusCode())
                .isEqualTo(200);
        clock.stopAt(NOW.plus(Duration.ofMinutes(5)));
        assertThat(post(app, "/0.2/check_handle", request).statusCode()).isEqualTo(200);
        clock.stopAt(NOW.plus(Duration.ofMinutes(5)).plusSeconds(1));
        assertThat(post(app, "/0.2/check_handle", request).statusCode())
                .as("its time is over")
                .isEqualTo(400);
    }

    @Test
    void theSameBytesAreTheSameHoweverTheirSignatureIsWritten() {
        var app = FlowUnderTest.app();
        var request = body(app, newHandle()).toString();
        var signature = FlowUnderTest.sign(app.privateKey(), request);
        for (int time = 1; time <= 30; time++) {
            assertThat(sent(signature, request).statusCode()).as("time %s", time).isEqualTo(200);
        }

        refused(sent(signature.toUpperCase(Locale.ROOT), request));
        refused(sent("0x" + signature, request));
        refused(sent(withV(signature, recovery(signature) - 27), request));
        refused(sent("  " + signature + "\t", request));
    }

    private static Response sent(String signature, String request) {
        return given().contentType("application/json")
                .header("authsignature", signature)
                .body(request)
                .post("/0.2/check_handle");
    }

    private static int recovery(String signature) {
        return Integer.parseInt(signature.substring(128), 16);
    }

    private static String withV(String signature, int v) {
        return signature.substring(0, 128) + "%02x".formatted(v);
    }

    @Test
    void aSignatureThatIsNoneCostsTheAppNothing() {
        var app = FlowUnderTest.app();
        var stranger = FlowUnderTest.app();
        var request = body(app, newHandle());
        for (int time = 1; time <= 40; time++) {
            assertThat(post(stranger, "/0.2/check_handle", request).statusCode()).isEqualTo(401);
        }

        assertThat(post(app, "/0.2/check_handle", request).statusCode()).isEqualTo(200);
    }

    @Test
    void aTokenMayBeUsedAsOftenAsTheAppMayAsk() {
        var app = FlowUnderTest.app();
        var token = FlowUnderTest.token(app);
        var request = body(app, newHandle());
        for (int time = 1; time <= 40; time++) {
            assertThat(postWithToken(token, "/0.2/check_handle", request).statusCode())
                    .isEqualTo(200);
        }
    }

    @Test
    void anAppAsksForATokenSixtyTimesAMinute() {
        var app = FlowUnderTest.app();
        for (int time = 1; time <= 60; time++) {
            assertThat(requestToken(app).statusCode()).isEqualTo(200);
        }

        refused(requestToken(app));

        assertThat(requestToken(FlowUnderTest.app()).statusCode()).isEqualTo(200);
        clock.stopAt(NOW.plusSeconds(1));
        assertThat(requestToken(app).statusCode()).isEqualTo(200);
    }

    private static void refused(Response answer) {
        assertThat(answer.statusCode()).isEqualTo(429);
        assertThat(answer.getHeader("Retry-After")).isNotBlank();
        assertThat(answer.jsonPath().getString("message")).isEqualTo("Too many requests.");
        assertThat(answer.jsonPath().getString("status")).isEqualTo("FAILURE");
        assertThat(answer.jsonPath().getBoolean("success")).isFalse();
    }
}
