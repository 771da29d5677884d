package dev.kycplatform.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.kycplatform.contracts.Topics;
import dev.kycplatform.contracts.event.EventHeaders;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Everything that the platform can say is brought about, then every record of every topic, of this test and of
 * those before it, is held against the published document.
 */
class EventRecordsIT {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    /** What the keys of records that this test wrote itself begin with: nobody's partner. */
    private static final String PLANTED = "planted/";

    private final AsyncApi api = AsyncApi.published();
    private final PartnerClient partner = Platform.partner();
    private final CallbackInbox inbox = CallbackInbox.open();

    @TempDir Path directory;

    @AfterEach
    void close() {
        inbox.close();
    }

    @Test
    void everyRecordIsWhatTheDocumentSays() throws Exception {
        var kyc = new OperatorCommands(directory);
        jobs();
        endpointChanges(kyc);
        registryChanges(kyc);
        verification(kyc);
        deadLetter(kyc);
        Ledger.awaitQuiet();
        Awaitility.await("every kind of record")
                .atMost(PATIENCE)
                .untilAsserted(() -> assertThat(seen()).containsAll(api.messages().keySet()));

        var faults = new ArrayList<String>();
        for (var topic : Topics.values()) {
            for (var record : Ledger.records(topic.topicName())) {
                if (!isPlanted(record)) {
                    faults.addAll(faults(topic, record));
                }
            }
        }
        assertThat(faults).isEmpty();
    }

    /** One of each lane; callbacks that are received, refused for a while, and no longer wanted. */
    private void jobs() {
        var received = submit();
        inbox.await(received);
        inbox.answer(503, Duration.ZERO);
        var refused = submit();
        awaitAttempts(refused);
        inbox.answer(200, Duration.ZERO);
        inbox.await(refused);
        inbox.answer(410, Duration.ZERO);
        awaitAttempts(submit());
        inbox.answer(200, Duration.ZERO);
        var line = partner.job(partner.newJobId(), "NG", "BVN", "00000000000", inbox.url());
        assertThat(partner.verify(line).body().path("ResultCode").asText()).isEqualTo("1012");
        var asked = partner.replayCallbacks(JSON.createObjectNode().put("job_id", received));
        assertThat(asked.body().path("requested").asInt()).as(asked.raw().body()).isEqualTo(1);
        Awaitility.await("the callback to come again")
                .atMost(PATIENCE)
                .until(() -> inbox.delivered(received).size() == 2);
    }

    private void endpointChanges(OperatorCommands kyc) {
        var partnerId = Platform.stack().partner().partnerId();
        var endpoint = "http://127.0.0.1:" + URI.create(inbox.url()).getPort();
        kyc.run("deliveries", "disable", partnerId, endpoint, "--reason", "to see it told");
        kyc.run("deliveries", "enable", partnerId, endpoint, "--reason", "to see it told");
    }

    private void registryChanges(OperatorCommands kyc) {
        var made = kyc.run("partner", "create", "Told of in full", "--id-types", "NG/BVN");
        var id = made.replaceAll("(?s).*?\\b([0-9]{3,20})\\b.*", "$1");
        kyc.run(
                "partner",
                "set",
                id,
                "--callback",
                inbox.url(),
                "--rate",
                "5/10",
                "--give-up-after",
                "3d");
        kyc.run("partner", "rotate", id);
    }

    /** Passes; its webhook goes to the inbox. */
    private void verification(OperatorCommands kyc) {
        var app = FlowApp.register(Platform.stack());
        kyc.run("app", "add-webhook", app.handle(), inbox.url());
        var user = app.registerUser("individual", "", "123456789");
        var started = app.post("/0.2/kyc", app.about(user).put("flow", app.flow("KYC-STANDARD")));
        assertThat(started.status()).as(started.body().toString()).isEqualTo(202);
        app.awaitStatus(user, "passed");
    }

    private void deadLetter(OperatorCommands kyc) throws Exception {
        try (var producer =
                new KafkaProducer<>(
                        Map.<String, Object>of(
                                "bootstrap.servers", Platform.stack().kafka().bootstrapServers()),
                        new ByteArraySerializer(),
                        new ByteArraySerializer())) {
            producer.send(
                            new ProducerRecord<>(
                                    Topics.JOBS.topicName(),
                                    (PLANTED + "1").getBytes(StandardCharsets.UTF_8),
                                    "no JSON".getBytes(StandardCharsets.UTF_8)))
                    .get();
        }
        var letter =
                Awaitility.await("the dead letter")
                        .atMost(PATIENCE)
                        .until(this::plantedLetter, Optional::isPresent)
                        .orElseThrow();
        kyc.run(
                "dead-letters",
                "redrive",
                "verification-worker",
                letter.partition() + "-" + letter.offset(),
                "--reason",
                "to see it told");
    }

    private Optional<ConsumerRecord<byte[], byte[]>> plantedLetter() {
        return Ledger.records(Topics.DEAD_LETTERS.topicName()).stream()
                .filter(record -> keyOf(record).startsWith(PLANTED))
                .findFirst();
    }

    private String submit() {
        var jobId = partner.newJobId();
        var answer = partner.submit(partner.job(jobId, "NG", "BVN", "00000000000", inbox.url()));
        assertThat(answer.status()).as(answer.raw().body()).isEqualTo(200);
        return jobId;
    }

    private static void awaitAttempts(String jobId) {
        Awaitility.await("an attempt").atMost(PATIENCE).until(() -> Ledger.attempts(jobId) > 0);
    }

    /** The names of all messages there are records of, dead letters' own among them. */
    private Set<String> seen() {
        return Arrays.stream(Topics.values())
                .flatMap(
                        topic ->
                                Ledger.records(topic.topicName()).stream()
                                        .map(record -> nameOf(topic, record)))
                .flatMap(Optional::stream)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** Empty for a tombstone. */
    private static Optional<String> nameOf(Topics topic, ConsumerRecord<byte[], byte[]> record) {
        if (topic == Topics.DEAD_LETTERS) {
            return Optional.of(
                    record.headers().lastHeader(EventHeaders.DEAD_LETTER_REDRIVEN) == null
                            ? "dead-letter"
                            : "dead-letter-redriven");
        }
        return Optional.ofNullable(record.headers().lastHeader(EventHeaders.TYPE))
                .map(EventRecordsIT::text);
    }

    private List<String> faults(Topics topic, ConsumerRecord<byte[], byte[]> record)
            throws IOException {
        var place = topic.topicName() + " " + record.partition() + "-" + record.offset();
        var isState = topic == Topics.PARTNERS || topic == Topics.APPS;
        if (isState && record.value() == null) {
            return List.of();
        }
        var message = nameOf(topic, record).flatMap(name -> api.message(topic.topicName(), name));
        if (message.isEmpty()) {
            return List.of(place + " is none of the topic's messages");
        }
        var faults = new ArrayList<String>();
        AsyncApi.schema(message.get(), "headers")
                .ifPresent(
                        schema -> faults.addAll(AsyncApi.faults(schema, headers(topic, record))));
        var payload = AsyncApi.schema(message.get(), "payload");
        if (payload.isPresent()) {
            faults.addAll(AsyncApi.faults(payload.get(), JSON.readTree(record.value())));
        }
        return faults.stream().map(fault -> place + ": " + fault).toList();
    }

    /** Of a dead letter its own ones: the others came with the record. */
    private static JsonNode headers(Topics topic, ConsumerRecord<byte[], byte[]> record) {
        ObjectNode headers = JSON.createObjectNode();
        for (var header : record.headers()) {
            if (topic != Topics.DEAD_LETTERS
                    || header.key().startsWith(EventHeaders.DEAD_LETTER_PREFIX)) {
                headers.put(header.key(), text(header));
            }
        }
        return headers;
    }

    private static boolean isPlanted(ConsumerRecord<byte[], byte[]> record) {
        return record.topic().equals(Topics.JOBS.topicName()) && keyOf(record).startsWith(PLANTED);
    }

    private static String keyOf(ConsumerRecord<byte[], byte[]> record) {
        return record.key() == null ? "" : new String(record.key(), StandardCharsets.UTF_8);
    }

    private static String text(Header header) {
        return new String(header.value(), StandardCharsets.UTF_8);
    }
}
