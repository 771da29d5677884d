package dev.kycplatform.flow.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kycplatform.flow.AdjustableClock;
import dev.kycplatform.flow.FlowUnderTest;
import dev.kycplatform.flow.FlowUnderTest.TestApp;
import dev.kycplatform.flow.verification.StubWorker;
import dev.kycplatform.flow.webhook.OwedToApp;
import dev.kycplatform.flow.webhook.StubDispatcher;
import io.restassured.response.Response;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The stories of one table, row by row. A row that only reads leaves its story to the next one that begins alike. */
final class Stories {
    private static final Set<String> READING =
            Set.of(
                    "/0.2/get_verification",
                    "/0.2/get_verifications",
                    "/0.2/check_kyc",
                    "/0.2/check_partner_kyc",
                    "/0.2/list_documents",
                    "/0.2/get_webhooks");

    private @Nullable TestApp app;
    private @Nullable Story story;
    private String told = "";

    /** Only ever moved on, so that what one row leaves is never older than what the next one finds. */
    private Instant now = Instant.now();

    /** Of the table's eight columns. Leaves the clock running. */
    void check(String[] row, AdjustableClock clock, StubWorker worker) {
        clock.stopAt(now);
        try {
            check(row, story(row[1], clock, worker));
        } finally {
            now = clock.instant();
            clock.run();
        }
    }

    private void check(String[] row, Story current) {
        var draft = current.draft();
        draft.change(row[3]);
        var call = draft.filled(row[2]).split(" ", 2);

        var answer = send(current, call[0], call[1], draft);

        if (!READING.contains(call[1].replaceAll("(/0.2/[a-z_]+)[/?].*", "$1"))) {
            story = null;
        }
        assertThat(answer.statusCode())
                .as("%s: %s", row[0], answer.asString())
                .isEqualTo(Integer.parseInt(row[4]));
        Answered.check(answer, draft.filled(row[5]), draft.filled(row[6]), draft.filled(row[7]));
    }

    private Story story(String before, AdjustableClock clock, StubWorker worker) {
        var known = story;
        if (known == null || !told.equals(before)) {
            // A minute's worth of requests for the app, and nothing in the same second as before.
            clock.stopAt(clock.instant().plus(Duration.ofMinutes(1)));
            var theApp = app == null ? app(worker) : app;
            app = theApp;
            known = new Story(before, clock, worker, theApp);
            story = known;
            told = before;
        }
        return known;
    }

    /** One that wants to hear of everything. */
    private static TestApp app(StubWorker worker) {
        StubDispatcher.makeViews();
        var owed = new OwedToApp(worker);
        owed.endpoint("all", "[\"kyc\",\"kyc_status\",\"kyc_action\"]");
        return owed.app();
    }

    private static Response send(Story story, String method, String path, Draft draft) {
        var user = story.user();
        var request = FlowUnderTest.signed(user.app(), draft.text());
        if (Scene.isAboutUser(path)) {
            request.header("usersignature", FlowUnderTest.sign(user.privateKey(), draft.text()));
        }
        return request.body(draft.text()).request(method, path);
    }
}
