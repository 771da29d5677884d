package dev.kycplatform.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kycplatform.contracts.Topics;
import dev.kycplatform.contracts.event.EventHeaders;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;

/** What is written down of one app's verifications, against what its endpoint received. */
final class VerificationLedger {
    private final FlowApp app;
    private final CallbackInbox inbox;
    private final String run;

    /**
     * @param inbox where the app's webhooks go, and nothing else
     * @param run for the text of failures, so that it can be repeated
     */
    VerificationLedger(FlowApp app, CallbackInbox inbox, String run) {
        this.app = app;
        this.inbox = inbox;
        this.run = run;
    }

    /** How many have not ended. */
    static long open(FlowApp app) {
        return ofApp(app, "verification", "status NOT IN ('PASSED', 'FAILED')");
    }

    /** Returns once all have ended, every record is published and every webhook received. */
    void awaitTold(Duration patience) {
        Awaitility.await("every verification to end, " + run)
                .atMost(patience)
                .until(() -> open(app) == 0);
        Ledger.awaitQuiet();
        Awaitility.await("every record to be published and every webhook to be received, " + run)
                .atMost(patience)
                .until(
                        () ->
                                Ledger.count("SELECT count(*) FROM flow.outgoing_record") == 0
                                        && webhooks().keySet().containsAll(owed().keySet()));
        Ledger.awaitQuiet();
    }

    /** The ids of all of them. */
    List<String> verifications() {
        return Ledger.texts(
                "SELECT verification_id::text FROM flow.verification WHERE app_handle = ?",
                app.handle());
    }

    /** How each person's verifications ended, by the person's handle. */
    Map<String, List<String>> endsByPerson() {
        return Ledger.texts(
                        "SELECT user_handle || ' ' || status FROM flow.verification WHERE app_handle = ?",
                        app.handle())
                .stream()
                .map(text -> text.split(" "))
                .collect(
                        Collectors.groupingBy(
                                parts -> parts[0],
                                Collectors.mapping(parts -> parts[1], Collectors.toList())));
    }

    void assertNoneWasDecidedTwice() {
        assertThat(
                        Ledger.texts(
                                """
                                SELECT v.verification_id::text
                                FROM flow.verification v JOIN flow.verification_history h USING (verification_id)
                                WHERE v.app_handle = ? AND lower(h.status) IN ('passed', 'failed')
                                GROUP BY 1 HAVING count(*) <> 1\
                                """,
                                app.handle()))
                .as("decided twice, %s", run)
                .isEmpty();
        assertThat(ofApp(app, "lookup", "result_code IS DISTINCT FROM '1012'"))
                .as("lookups without an answer, %s", run)
                .isZero();
        assertThat(
                        Ledger.count(
                                "SELECT count(*) FROM worker.result WHERE partner_id = ?",
                                "app:" + app.handle()))
                .as("results, %s", run)
                .isEqualTo(ofApp(app, "lookup", "true"));
    }

    /** However often it was published. */
    void assertEveryTransitionIsOneEvent() {
        var facts = new HashMap<String, Set<String>>();
        for (var record : Ledger.records(Topics.VERIFICATIONS.topicName())) {
            if (new String(record.key(), StandardCharsets.UTF_8).startsWith(app.handle() + "/")) {
                var id = record.headers().lastHeader(EventHeaders.ID).value();
                facts.computeIfAbsent(new String(id, StandardCharsets.UTF_8), _ -> new HashSet<>())
                        .add(new String(record.value(), StandardCharsets.UTF_8));
            }
        }
        assertThat(facts.values()).allMatch(values -> values.size() == 1);
        assertThat((long) facts.size())
                .as("events, %s", run)
                .isEqualTo(
                        Ledger.count(
                                """
                                SELECT count(*) FROM flow.verification_history
                                JOIN flow.verification v USING (verification_id) WHERE v.app_handle = ?\
                                """,
                                app.handle()));
    }

    void assertEveryFactHasOneId(Map<String, List<CallbackInbox.Message>> webhooks) {
        var owed = owed();
        assertThat(webhooks.keySet()).isEqualTo(owed.keySet());
        var idsOfFact = new HashMap<Told, Set<String>>();
        webhooks.forEach(
                (id, messages) -> {
                    assertThat(messages)
                            .extracting(CallbackInbox.Message::text)
                            .containsOnly(messages.getFirst().text());
                    assertThat(messages)
                            .allMatch(message -> message.isSignedWith(app.webhookSecret()));
                    idsOfFact
                            .computeIfAbsent(told(messages.getFirst()), _ -> new HashSet<>())
                            .add(id);
                });
        assertThat(idsOfFact.values()).allMatch(ids -> ids.size() == 1);
        // One for each end, and one for each time that something was asked for.
        assertThat((long) idsOfFact.size())
                .isEqualTo(
                        Ledger.count(
                                """
                                SELECT count(*) FROM flow.verification_history h
                                JOIN flow.verification v USING (verification_id)
                                WHERE v.app_handle = ? AND lower(h.status) <> 'pending'\
                                """,
                                app.handle()));
    }

    /** What a webhook tells, whatever its id is. */
    private record Told(String verification, String type, String outcome) {}

    private static Told told(CallbackInbox.Message message) {
        var body = message.body();
        var details = body.path("event_details");
        return new Told(
                details.path("kyc").asText(),
                body.path("event_type").asText(),
                details.path("outcome").asText());
    }

    /** What was received, by id. */
    Map<String, List<CallbackInbox.Message>> webhooks() {
        return inbox.delivered("").stream()
                .collect(Collectors.groupingBy(CallbackInbox.Message::webhookId));
    }

    /** The ids that are owed, each with how many endpoints it is owed to. */
    private Map<String, Long> owed() {
        return Ledger.texts(
                        "SELECT webhook_id FROM flow.webhook_v1 WHERE app_handle = ?", app.handle())
                .stream()
                .collect(Collectors.groupingBy(id -> id, Collectors.counting()));
    }

    private static long ofApp(FlowApp app, String table, String condition) {
        return Ledger.count(
                "SELECT count(*) FROM flow.%s WHERE app_handle = ? AND %s"
                        .formatted(table, condition),
                app.handle());
    }
}
