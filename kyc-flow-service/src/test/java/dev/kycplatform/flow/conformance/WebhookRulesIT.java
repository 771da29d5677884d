package dev.kycplatform.flow.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kycplatform.flow.AdjustableClock;
import dev.kycplatform.flow.FlowUnderTest;
import dev.kycplatform.flow.FlowUnderTest.TestApp;
import dev.kycplatform.flow.verification.StubWorker;
import dev.kycplatform.flow.webhook.OwedToApp;
import dev.kycplatform.flow.webhook.StubDispatcher;
import dev.kycplatform.flow.webhook.StubDispatcher.Delivery;
import dev.kycplatform.localstack.testing.TestServers;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every rule of webhooks.tsv, told of one app: alice's Classic run failed, and that was delivered to {@code first} at the second
 * attempt; bob's Advanced run waits for data, which {@code first} never took and {@code second} has yet to get.
 */
@QuarkusTest
@QuarkusTestResource(
        value = TestServers.class,
        initArgs = @ResourceArg(name = "role", value = "flow"))
class WebhookRulesIT {
    private static @Nullable TestApp app;
    private static final Map<String, String> NAMES = new HashMap<>();

    @Inject AdjustableClock clock;
    @Inject StubWorker worker;

    static List<String[]> rules() {
        return Table.rows("webhooks.tsv", 7);
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
        var app = app();
        var draft = new Draft(FlowUnderTest.body(app, null), NAMES);
        draft.change(changes);
        var answer = FlowUnderTest.signed(app, draft.text()).body(draft.text()).post(path);
        assertThat(answer.statusCode()).as("%s: %s", rule, answer.asString()).isEqualTo(status);
        Answered.check(answer, draft.filled(message), pointer, draft.filled(expected));
    }

    private TestApp app() {
        var known = app;
        if (known == null) {
            known = told();
            app = known;
        }
        return known;
    }

    private TestApp told() {
        StubDispatcher.makeViews();
        var start = Instant.now();
        clock.stopAt(start);
        var owed = new OwedToApp(worker);
        var first = owed.endpoint("first", "[\"kyc\",\"kyc_status\",\"kyc_action\"]");
        var second = owed.endpoint("second", "[\"kyc_action\"]");
        var alice = FlowUnderTest.person(owed.app());
        var failed = owed.failedRun(alice);
        var later = start.plus(Duration.ofHours(1));
        clock.stopAt(later);
        var bob = FlowUnderTest.person(owed.app());
        var heldUp = owed.heldUpRun(bob);
        var failure = OwedToApp.event(failed, "kyc");
        var action = OwedToApp.event(heldUp, "kyc_action");

        var delivered = new Delivery(failure, first, "delivered", 2, null, start.plusSeconds(9));
        StubDispatcher.takeUp(delivered);
        StubDispatcher.attempt(delivered, 1, start.plusSeconds(2), "deferred", null, "refused");
        StubDispatcher.attempt(delivered, 2, start.plusSeconds(9), "delivered", 200, null);
        var exhausted = new Delivery(action, first, "exhausted", 1, null, later.plusSeconds(5));
        StubDispatcher.takeUp(exhausted);
        StubDispatcher.attempt(exhausted, 1, later.plusSeconds(5), "deferred", 500, null);
        StubDispatcher.takeUp(
                new Delivery(action, second, "pending", 0, later.plusSeconds(60), null));

        NAMES.put("alice", alice.handle());
        NAMES.put("ALICE", alice.handle().toUpperCase(Locale.ROOT));
        NAMES.put("bob", bob.handle());
        NAMES.put("failed", failed);
        NAMES.put("held-up", heldUp);
        NAMES.put("failure", failure.toString());
        NAMES.put("action", action.toString());
        NAMES.put("start", Long.toString(start.getEpochSecond()));
        NAMES.put("delivered-at", Long.toString(start.getEpochSecond() + 9));
        NAMES.put("later", Long.toString(later.getEpochSecond()));
        NAMES.put("before-later", Long.toString(later.getEpochSecond() - 1));
        NAMES.put("next", Long.toString(later.getEpochSecond() + 60));
        return owed.app();
    }
}
