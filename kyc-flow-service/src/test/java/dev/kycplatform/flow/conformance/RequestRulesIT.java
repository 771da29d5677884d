package dev.kycplatform.flow.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kycplatform.flow.AdjustableClock;
import dev.kycplatform.flow.FlowUnderTest;
import dev.kycplatform.localstack.testing.TestServers;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every rule of requests.tsv. */
@QuarkusTest
@QuarkusTestResource(
        value = TestServers.class,
        initArgs = @ResourceArg(name = "role", value = "flow"))
class RequestRulesIT {
    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
    private static @Nullable Scene scene;

    @Inject AdjustableClock clock;

    static List<String[]> rules() {
        return Table.rows("requests.tsv", 7);
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
    void holds(
            String rule,
            String path,
            String changes,
            int status,
            String message,
            String pointer,
            String expected) {
        var draft = scene().draft(path);
        draft.change(changes);
        var answer = send(path, draft);
        assertThat(answer.statusCode()).as("%s: %s", rule, answer.asString()).isEqualTo(status);
        Answered.check(answer, draft.filled(message), pointer, draft.filled(expected));
    }

    private static Response send(String path, Draft draft) {
        var request = FlowUnderTest.signed(scene().app, draft.text());
        if (Scene.isAboutUser(path)) {
            request.header(
                    "usersignature", FlowUnderTest.sign(scene().user.privateKey(), draft.text()));
        }
        return request.urlEncodingEnabled(false).body(draft.text()).post(path);
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
