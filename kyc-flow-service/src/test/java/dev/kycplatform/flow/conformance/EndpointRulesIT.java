package dev.kycplatform.flow.conformance;

import static dev.kycplatform.flow.FlowUnderTest.newKey;
import static dev.kycplatform.flow.FlowUnderTest.sign;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import dev.kycplatform.flow.AdjustableClock;
import dev.kycplatform.flow.FlowUnderTest;
import dev.kycplatform.flow.document.Uploads;
import dev.kycplatform.flow.webhook.StubDispatcher;
import dev.kycplatform.localstack.testing.TestServers;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every row of endpoints.tsv, by each way to say who asks. */
@QuarkusTest
@QuarkusTestResource(
        value = TestServers.class,
        initArgs = @ResourceArg(name = "role", value = "flow"))
class EndpointRulesIT {
    private static final String ISSUE =
            "There seems to be an issue with your authentication headers.";

    private static @Nullable Scene scene;
    private static Instant now = Instant.now();

    @Inject AdjustableClock clock;

    static List<String[]> endpoints() {
        return Table.rows("endpoints.tsv", 6);
    }

    @BeforeEach
    void moveOn() {
        StubDispatcher.makeViews();
        now = now.plus(Duration.ofMinutes(1));
        clock.stopAt(now);
    }

    @AfterEach
    void letTheClockRun() {
        clock.run();
    }

    @ParameterizedTest(name = "{0} {1}")
    @MethodSource("endpoints")
    void takesBothWaysToSayWhoAsks(
            String method, String path, String signers, String changes, int good, int refused) {
        var calls = new Calls(method, path, changes);

        answered(good, calls.by(Call::token));
        answered(good, calls.by(signers.equals("both") ? Call::both : Call::app));
    }

    @ParameterizedTest(name = "{0} {1}")
    @MethodSource("endpoints")
    void refusesWhoeverElseItIs(
            String method, String path, String signers, String changes, int good, int refused) {
        var calls = new Calls(method, path, changes);

        refused(refused, ISSUE, calls.by(_ -> given()));
        refused(refused, ISSUE, calls.by(Call::anotherApp));
        if (signers.equals("both")) {
            refused(refused, ISSUE, calls.by(Call::app));
            refused(refused, ISSUE, calls.by(Call::anotherUser));
        }
        refused(403, "Permission to auth this resource has been denied.", calls.by(Call::basic));
        refused(401, "The auth token is invalid.", calls.by(Call::anotherAppsToken));
    }

    private static void answered(int status, Response answer) {
        assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(status);
    }

    private static void refused(int status, String message, Response answer) {
        answered(status, answer);
        var body = FlowUnderTest.json(answer.asString());
        assertThat(body.path("message").asText()).isEqualTo(message);
        assertThat(body.path("status").asText()).isEqualTo("FAILURE");
    }

    /** One request after another, each about something of its own. */
    private record Calls(String method, String path, String changes) {
        Response by(Function<Call, RequestSpecification> who) {
            var call = new Call(path, changes);
            var request = who.apply(call);
            return path.equals("/0.2/documents")
                    ? request.multiPart(Uploads.field("data", call.text))
                            .multiPart(Uploads.file("file", "passport.png", Uploads.PICTURE))
                            .request(method, path)
                    : request.body(call.text).request(method, path);
        }
    }

    /** One request, and who may send it. */
    private static final class Call {
        private final String text;

        Call(String path, String changes) {
            var draft = scene().draft(path);
            draft.change(changes);
            this.text = draft.text();
        }

        RequestSpecification token() {
            return given().header("Authorization", "Bearer " + FlowUnderTest.token(scene().app));
        }

        RequestSpecification anotherAppsToken() {
            return given().header(
                            "Authorization", "Bearer " + FlowUnderTest.token(FlowUnderTest.app()));
        }

        RequestSpecification basic() {
            var app = scene().app;
            return given().header(
                            "Authorization",
                            FlowUnderTest.basic(app.clientId(), app.clientSecret()));
        }

        RequestSpecification app() {
            return FlowUnderTest.signed(scene().app, text);
        }

        RequestSpecification both() {
            return app().header("usersignature", sign(scene().user.privateKey(), text));
        }

        RequestSpecification anotherApp() {
            return given().header("authsignature", sign(newKey(), text))
                    .header("usersignature", sign(scene().user.privateKey(), text));
        }

        RequestSpecification anotherUser() {
            return app().header("usersignature", sign(newKey(), text));
        }
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
