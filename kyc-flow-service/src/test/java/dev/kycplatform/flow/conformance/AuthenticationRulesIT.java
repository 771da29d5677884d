package dev.kycplatform.flow.conformance;

import static dev.kycplatform.flow.FlowUnderTest.basic;
import static dev.kycplatform.flow.FlowUnderTest.newKey;
import static dev.kycplatform.flow.FlowUnderTest.sign;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import dev.kycplatform.flow.AdjustableClock;
import dev.kycplatform.flow.FlowUnderTest;
import dev.kycplatform.flow.FlowUnderTest.TestApp;
import dev.kycplatform.localstack.testing.TestServers;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every rule of authentication.tsv. */
@QuarkusTest
@QuarkusTestResource(
        value = TestServers.class,
        initArgs = @ResourceArg(name = "role", value = "flow"))
class AuthenticationRulesIT {
    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
    private static @Nullable Scene scene;

    @Inject AdjustableClock clock;

    static List<String[]> rules() {
        return Table.rows("authentication.tsv", 6);
    }

    @BeforeEach
    void stopTheClock() {
        clock.stopAt(NOW);
    }

    @AfterEach
    void letTheClockRun() {
        clock.run();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("rules")
    void holds(String rule, String path, String who, int status, String message, String changes) {
        var draft = scene().draft(path);
        draft.change(changes);
        if (who.equals("unknown-app")) {
            draft.change("set /header/app_handle \"nobody-knows-it\"");
        }
        var answer =
                authenticated(who, draft)
                        .contentType("application/json")
                        .body(draft.text())
                        .post(path);
        assertThat(answer.statusCode()).as("%s: %s", rule, answer.asString()).isEqualTo(status);
        var body = FlowUnderTest.json(answer.asString());
        assertThat(body.path("success").asBoolean()).isEqualTo(status == 200);
        if (!message.isEmpty()) {
            assertThat(body.path("message").asText()).isEqualTo(draft.filled(message));
        }
    }

    private RequestSpecification authenticated(String who, Draft draft) {
        var app = scene().app;
        var text = draft.text();
        var good = sign(app.privateKey(), text);
        return switch (who) {
            case "app", "no-user" -> given().header("authsignature", good);
            // Some tools send the header's name so.
            case "unknown-app", "capital" -> given().header("Authsignature", good);
            case "first-key" ->
                    given().header("authsignature", good)
                            .header("usersignature", sign(scene().two.privateKey(), text));
            case "second-key" ->
                    given().header("authsignature", good)
                            .header("usersignature", sign(scene().secondKey, text));
            case "user" ->
                    given().header("authsignature", good)
                            .header("usersignature", sign(scene().user.privateKey(), text));
            case "wrong-app" ->
                    given().header("authsignature", sign(newKey(), text))
                            .header("usersignature", sign(scene().user.privateKey(), text));
            case "wrong-user" ->
                    given().header("authsignature", good)
                            .header("usersignature", sign(newKey(), text));
            case "nobody" -> given();
            case "nonsense" -> given().header("authsignature", "nonsense");
            case "0x" -> given().header("authsignature", "0x" + good);
            case "upper" -> given().header("authsignature", good.toUpperCase(Locale.ROOT));
            case "v00" ->
                    given().header(
                                    "authsignature",
                                    good.substring(0, 128) + (good.endsWith("1b") ? "00" : "01"));
            case "space" -> given().header("authsignature", sign(app.privateKey(), text + " "));
            case "token" -> bearer(FlowUnderTest.token(app));
            case "app-as-user" ->
                    given().header("authsignature", good).header("usersignature", good);
            case "swapped" ->
                    given().header("authsignature", sign(scene().user.privateKey(), text))
                            .header("usersignature", good);
            case "token-expired" -> {
                // One that is still good would be given again.
                invalidatedToken(app);
                clock.stopAt(NOW.minus(Duration.ofHours(8)));
                var token = FlowUnderTest.token(app);
                clock.stopAt(NOW);
                yield bearer(token);
            }
            case "token-invalidated" -> bearer(invalidatedToken(app));
            case "token-forged" -> {
                var parts = FlowUnderTest.token(app).split("\\.");
                var first = parts[2].startsWith("A") ? "B" : "A";
                yield bearer(parts[0] + "." + parts[1] + "." + first + parts[2].substring(1));
            }
            case "token-of-another" -> bearer(FlowUnderTest.token(FlowUnderTest.app()));
            case "token-of-production" ->
                    bearer(unsigned("{\"client_id\":\"c\",\"env\":\"production\"}"));
            case "token-unsigned" ->
                    bearer(
                            unsigned(
                                    "{\"client_id\":\"%s\",\"exp\":%d,\"jti\":\"482d405f-2dc4-4cbc-9f37-13e0dfa8be5a\"}"
                                            .formatted(app.clientId(), NOW.getEpochSecond() + 60)));
            case "basic" -> authorization(basic(app.clientId(), app.clientSecret()));
            case "basic-wrong" -> authorization(basic(app.clientId(), "wrong"));
            case "basic-unknown" -> authorization(basic("nobody", app.clientSecret()));
            case "basic-nonsense" -> authorization("Basic %%%");
            default -> bearer(who.substring("token:".length()));
        };
    }

    private static String invalidatedToken(TestApp app) {
        var token = FlowUnderTest.token(app);
        bearer(token)
                .body(FlowUnderTest.body(app, null).toString())
                .delete("/0.2/auth_token")
                .then()
                .statusCode(200);
        return token;
    }

    /** A JWT that says it needs no signature. */
    private static String unsigned(String claims) {
        return base64("{\"typ\":\"JWT\",\"alg\":\"none\"}") + "." + base64(claims) + ".";
    }

    private static String base64(String text) {
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    private static RequestSpecification bearer(String token) {
        return authorization("Bearer " + token);
    }

    private static RequestSpecification authorization(String value) {
        return given().header("Authorization", value);
    }

    private static Scene scene() {
        var known = scene;
        if (known == null) {
            known = new Scene();
            scene = known;
        }
        return known;
    }
}
