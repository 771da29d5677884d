package dev.kycplatform.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.kycplatform.localstack.Service;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What partners and operators see of callbacks and have sent again: by intake, Kafka and the dispatcher. */
class CallbackRepairsIT {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final PartnerClient partner = Platform.partner();
    private final CallbackInbox inbox = CallbackInbox.open();
    private final String job = partner.newJobId();

    @TempDir Path directory;

    @BeforeEach
    void giveToken() throws IOException {
        Files.writeString(directory.resolve("token"), Platform.stack().operatorToken());
    }

    @AfterEach
    void close() {
        inbox.close();
    }

    @Test
    void aPartnerSeesEachAttemptAndHasWhatWasDeliveredSentAgain() {
        inbox.answer(503, Duration.ZERO);
        submit();
        var refused = awaitCallback(callback -> callback.path("attempts").asInt() > 0);
        assertThat(refused.path("state").asText()).isIn("pending", "attempting");
        assertThat(refused.path("attempt_log").path(0).path("status").asInt()).isEqualTo(503);
        assertThat(inbox.url()).startsWith(refused.path("endpoint").asText());

        inbox.answer(200, Duration.ZERO);
        var delivered =
                awaitCallback(callback -> callback.path("state").asText().equals("delivered"));
        var id = delivered.path("webhook_id").asText();
        assertThat(inbox.await(job).webhookId()).isEqualTo(id);

        var replayed = partner.replayCallbacks(wanted("webhook_id", id));
        assertThat(replayed.status()).as(replayed.body().toString()).isEqualTo(200);
        assertThat(replayed.body().path("requested").asInt()).isEqualTo(1);
        awaitReceived(2);
        assertThat(inbox.delivered(job))
                .extracting(CallbackInbox.Message::webhookId)
                .containsOnly(id);
        awaitCallback(
                callback ->
                        callback.path("state").asText().equals("delivered")
                                && callback.path("attempts").asInt()
                                        > delivered.path("attempts").asInt());
    }

    @Test
    void anotherPartnersCallbacksDoNotExist() {
        submit();
        var id = inbox.await(job).webhookId();
        awaitCallback(callback -> callback.path("state").asText().equals("delivered"));
        var stranger = Platform.partnerWith("KE/NATIONAL_ID");

        for (var wanted : List.of(wanted("webhook_id", id), wanted("job_id", job))) {
            assertThat(stranger.searchCallbacks(wanted).body().path("callbacks")).isEmpty();
        }
        var refused = stranger.replayCallbacks(wanted("webhook_id", id));
        var unknown = stranger.replayCallbacks(wanted("webhook_id", "msg_of_nobody"));
        assertThat(refused.status()).isEqualTo(404);
        assertThat(refused.body()).isEqualTo(unknown.body());
        // What the owner asks for comes by the same way, later.
        partner.replayCallbacks(wanted("webhook_id", id));
        awaitReceived(2);
        Ledger.awaitQuiet();
        assertThat(inbox.delivered(job)).hasSize(2);
    }

    @Test
    void anOperatorFindsCallbacksByAllTheyAreLookedForByAndReplaysThoseFromATerminal() {
        var before = Clock.systemUTC().instant().minusSeconds(1).toString();
        submit();
        var id = inbox.await(job).webhookId();
        awaitCallback(callback -> callback.path("state").asText().equals("delivered"));
        var all =
                List.of(
                        "--partner=" + partnerId(),
                        "--job=" + job,
                        "--state=delivered",
                        "--since=" + before);
        assertThat(deliveries("list", all)).contains(id);
        for (var other :
                List.of(
                        "--partner=9999999",
                        "--job=no-such-job",
                        "--state=gone",
                        "--since=2999-01-01T00:00:00Z")) {
            assertThat(deliveries("list", replaced(all, other))).doesNotContain(id);
            assertThat(deliveries("replay", replaced(all, other))).contains("0 deliveries");
        }

        assertThat(deliveries("replay", all)).contains("1 delivery");

        awaitReceived(2);
        Ledger.awaitQuiet();
        assertThat(inbox.delivered(job))
                .hasSize(2)
                .extracting(CallbackInbox.Message::webhookId)
                .containsOnly(id);
    }

    @Test
    void anOperatorSeesHoldsReleasesAndReplaysFromATerminal() {
        inbox.answer(503, Duration.ZERO);
        submit();
        var id =
                awaitCallback(callback -> callback.path("attempts").asInt() > 0)
                        .path("webhook_id")
                        .asText();
        // Between two attempts.
        Awaitility.await("the callback to be held")
                .atMost(PATIENCE)
                .ignoreExceptions()
                .until(() -> deliveries("hold", id, "--reason=ticket 7").contains("1 delivery"));
        assertThat(deliveries("list", "--partner", partnerId(), "--state", "held"))
                .contains(id, partnerId() + "/" + job);
        assertThat(deliveries("show", id)).contains("held", "HTTP 503").doesNotContain("/callback");

        inbox.answer(200, Duration.ZERO);
        deliveries("release", id);
        awaitReceived(1);
        awaitCallback(callback -> callback.path("state").asText().equals("delivered"));
        deliveries("replay", id, "--reason=they lost it");
        awaitReceived(2);

        assertThat(inbox.delivered(job))
                .extracting(CallbackInbox.Message::webhookId)
                .containsOnly(id);
        assertThat(
                        Ledger.count(
                                "SELECT count(*) FROM dispatcher.audit WHERE subject LIKE ? AND action IN"
                                        + " ('delivery.hold', 'delivery.release', 'delivery.replay')",
                                "%" + id))
                .isEqualTo(3);
        Ledger.awaitQuiet();
    }

    private void submit() {
        assertThat(
                        partner.submit(partner.job(job, "NG", "BVN", "00000000000", inbox.url()))
                                .status())
                .isEqualTo(200);
    }

    private JsonNode awaitCallback(Predicate<JsonNode> state) {
        return Awaitility.await("the callback as it is waited for")
                .atMost(PATIENCE)
                .until(
                        () ->
                                partner.searchCallbacks(wanted("job_id", job))
                                        .body()
                                        .path("callbacks")
                                        .path(0),
                        state);
    }

    private void awaitReceived(int times) {
        Awaitility.await("the callback to be received")
                .atMost(PATIENCE)
                .until(() -> inbox.delivered(job).size() >= times);
    }

    private static ObjectNode wanted(String field, String value) {
        return JSON.createObjectNode().put(field, value);
    }

    private static String partnerId() {
        return Platform.stack().partner().partnerId();
    }

    /** With another value of that option. */
    private static List<String> replaced(List<String> options, String by) {
        var name = by.substring(0, by.indexOf('=') + 1);
        return options.stream().map(option -> option.startsWith(name) ? by : option).toList();
    }

    private String deliveries(String command, List<String> options) {
        return deliveries(
                Stream.concat(Stream.of(command), options.stream()).toArray(String[]::new));
    }

    /** What {@code ./kyc deliveries} prints. */
    private String deliveries(String... arguments) {
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(
                List.of(
                        "-XX:TieredStopAtLevel=1",
                        "-Dkyc.root=" + directory,
                        "-cp",
                        System.getProperty(
                                "surefire.test.class.path", System.getProperty("java.class.path")),
                        "dev.kycplatform.localstack.cli.Kyc",
                        "deliveries"));
        command.addAll(List.of(arguments));
        command.add("--url=" + Platform.stack().service(Service.DISPATCHER).baseUrl());
        command.add("--token-file=" + directory.resolve("token"));
        return Run.of(new ProcessBuilder(command)).successful();
    }
}
