package dev.kycplatform.intake.job.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kycplatform.contracts.Topics;
import dev.kycplatform.contracts.callback.WebhookId;
import dev.kycplatform.contracts.command.ReplayDelivery;
import dev.kycplatform.contracts.error.KycException;
import dev.kycplatform.contracts.event.EventHeaders;
import dev.kycplatform.contracts.job.JobKey;
import dev.kycplatform.contracts.seal.Keysets;
import dev.kycplatform.contracts.seal.Purpose;
import dev.kycplatform.eventlog.EventCodec;
import dev.kycplatform.intake.IntakeUnderTest;
import dev.kycplatform.intake.IntakeUnderTest.RegisteredPartner;
import dev.kycplatform.localstack.testing.TestServers;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a partner sees of its callbacks, and how it has them sent again; the dispatcher's rows are made by hand. */
@QuarkusTest
@QuarkusTestResource(
        value = TestServers.class,
        initArgs = @ResourceArg(name = "role", value = "intake"))
class CallbacksIT {
    private static final String SEARCH = "/v1/callbacks/search";
    private static final String REPLAY = "/v1/callbacks/replay";
    private static final String ENDPOINT = "https://example.com:443";
    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00.123456Z");

    @Inject Keysets keysets;
    @Inject EventCodec codec;

    private RegisteredPartner partner = new RegisteredPartner("", "");
    private RegisteredPartner other = new RegisteredPartner("", "");

    @BeforeEach
    void twoPartners() {
        IntakeUnderTest.partner();
        partner = IntakeUnderTest.registerPartner();
        other = IntakeUnderTest.registerPartner();
        delivery(partner, "one", "delivered", NOON);
        delivery(partner, "two", "exhausted", NOON.plusSeconds(1));
        delivery(partner, "three", "exhausted", NOON.plusSeconds(2));
        delivery(other, "one", "exhausted", NOON);
    }

    @Test
    void findsAPartnersOwnAPageAtATime() {
        var first = post(SEARCH, partner, "{\"limit\":2}").jsonPath();
        assertThat(first.getList("callbacks.job_id")).containsExactly("three", "two");
        var second =
                post(
                                SEARCH,
                                partner,
                                "{\"limit\":2,\"after\":\"%s\"}"
                                        .formatted(first.getString("next_after")))
                        .jsonPath();
        assertThat(second.getList("callbacks.job_id")).containsExactly("one");
        assertThat(second.getString("next_after")).isNull();
    }

    @Test
    void findsByJobStateAndTime() {
        assertThat(found("{\"state\":\"exhausted\"}")).containsExactly("three", "two");
        assertThat(found("{\"job_id\":\"one\"}")).containsExactly("one");
        assertThat(found("{\"webhook_id\":\"%s\"}".formatted(id(partner, "two"))))
                .containsExactly("two");
        assertThat(found("{\"since\":\"2026-03-01T15:00:01.5+03:00\"}")).containsExactly("three");
        assertThat(found("{\"state\":\"held\"}")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"yesterday", "+999999999-12-31T23:59:59Z", "-999999999-01-01T00:00:00Z"})
    void refusesATimeThatNoCallbackCanHave(String since) {
        var refused = post(SEARCH, partner, "{\"since\":\"%s\"}".formatted(since));

        assertThat(refused.statusCode()).isEqualTo(400);
        assertThat(refused.jsonPath().getString("code")).isEqualTo("2204");
    }

    @ParameterizedTest
    @ValueSource(strings = {"-210866803200000001", "-1", "253402300800000000", "now"})
    void refusesAPageAfterATimeThatNoCallbackCanHave(String micros) {
        var after =
                Base64.getUrlEncoder()
                        .withoutPadding()
                        .encodeToString(
                                (micros + "\n" + id(partner, "two") + "\n" + ENDPOINT)
                                        .getBytes(StandardCharsets.UTF_8));

        var refused = post(SEARCH, partner, "{\"after\":\"%s\"}".formatted(after));

        assertThat(refused.statusCode()).isEqualTo(400);
        assertThat(refused.jsonPath().getString("code")).isEqualTo("2204");
    }

    @Test
    void showsEveryAttempt() {
        var shown = post(SEARCH, partner, "{\"job_id\":\"two\"}").jsonPath();

        assertThat(shown.getString("callbacks[0].webhook_id")).isEqualTo(id(partner, "two"));
        assertThat(shown.getString("callbacks[0].accepted_at"))
                .isEqualTo("2026-03-01T12:00:01.123456Z");
        assertThat(shown.getList("callbacks[0].attempt_log.attempt")).containsExactly(1, 2);
        assertThat(shown.getInt("callbacks[0].attempt_log[1].took_ms")).isEqualTo(1500);
        assertThat(shown.getString("callbacks[0].attempt_log[1].failure")).isEqualTo("timeout");
    }

    @Test
    void knowsOfNoOtherPartners() {
        var foreign = id(other, "one");

        assertThat(found("{\"webhook_id\":\"%s\"}".formatted(foreign))).isEmpty();
        var refused = post(REPLAY, partner, "{\"webhook_id\":\"%s\"}".formatted(foreign));
        var unknown = post(REPLAY, partner, "{\"webhook_id\":\"msg_of_nobody\"}");
        assertThat(refused.statusCode()).isEqualTo(404);
        assertThat(refused.asString()).isEqualTo(unknown.asString());
        assertThat(commands(partner)).isEmpty();
    }

    @Test
    void asksTheDispatcherSealedAndInItsOwnNameAlone() {
        var answer = post(REPLAY, partner, "{\"state\":\"exhausted\"}");

        assertThat(answer.asString()).isEqualTo("{\"success\":true,\"requested\":2}");
        var record = commands(partner).getFirst();
        var command = codec.decode(record.value(), ReplayDelivery.class);
        assertThat(command.requester()).isEqualTo(partner.id());
        assertThat(header(record, EventHeaders.ID)).isEqualTo(command.eventId().value());
        assertThat(new String(record.value(), StandardCharsets.UTF_8))
                .doesNotContain("example.com", id(partner, "two"));
        var seal = keysets.seal(Purpose.COMMAND);
        assertThat(
                        codec.decode(
                                        seal.open(command.sealedDeliveries(), command.binding()),
                                        ReplayDelivery.Deliveries.class)
                                .deliveries())
                .containsExactly(
                        new ReplayDelivery.Wanted(
                                NOON.plusSeconds(2), id(partner, "three"), ENDPOINT),
                        new ReplayDelivery.Wanted(
                                NOON.plusSeconds(1), id(partner, "two"), ENDPOINT));
        assertThatThrownBy(
                        () ->
                                seal.open(
                                        command.sealedDeliveries(),
                                        ReplayDelivery.binding(other.id(), command.commandId())))
                .isInstanceOf(KycException.class);
    }

    @Test
    void isTheSameCommandHoweverOftenTheSameRequestComes() {
        var request = IntakeUnderTest.signed(partner, "{\"job_id\":\"one\"}");

        IntakeUnderTest.post(REPLAY, request);
        IntakeUnderTest.post(REPLAY, request);
        post(REPLAY, partner, "{\"job_id\":\"two\"}");

        var ids =
                commands(partner).stream().map(record -> header(record, EventHeaders.ID)).toList();
        assertThat(ids).hasSize(3);
        assertThat(ids.get(0)).isEqualTo(ids.get(1)).isNotEqualTo(ids.get(2));
    }

    @Test
    void goesOnWhereAReplayHasEnded() {
        var first = post(REPLAY, partner, "{\"state\":\"exhausted\",\"limit\":1}").jsonPath();
        var next = first.getString("next_after");
        var second =
                post(
                                REPLAY,
                                partner,
                                "{\"state\":\"exhausted\",\"limit\":1,\"after\":\"%s\"}"
                                        .formatted(next))
                        .jsonPath();

        assertThat(first.getInt("requested")).isEqualTo(1);
        assertThat(second.getInt("requested")).isEqualTo(1);
        assertThat(commands(partner)).hasSize(2);
    }

    @Test
    void isNotThereYetWhileTheDispatcherHasNoView() {
        execute("ALTER TABLE dispatcher.delivery_v1 RENAME TO not_there_yet");
        try {
            var answer = post(SEARCH, partner, "{}");
            assertThat(answer.statusCode()).isEqualTo(503);
            assertThat(answer.header("Retry-After")).isNotBlank();
            assertThat(answer.jsonPath().getString("code")).isEqualTo("2201");
        } finally {
            execute("ALTER TABLE dispatcher.not_there_yet RENAME TO delivery_v1");
        }
        assertThat(post(SEARCH, partner, "{}").statusCode()).isEqualTo(200);
    }

    private List<String> found(String json) {
        JsonPath answer = post(SEARCH, partner, json).jsonPath();
        return answer.getList("callbacks.job_id");
    }

    private static Response post(String path, RegisteredPartner partner, String json) {
        return IntakeUnderTest.post(path, IntakeUnderTest.signed(partner, json));
    }

    private static String id(RegisteredPartner partner, String job) {
        return WebhookId.ofJob(JobKey.of(partner.id(), job)).value();
    }

    private static void delivery(
            RegisteredPartner partner, String job, String state, Instant acceptedAt) {
        var at = acceptedAt.atOffset(ZoneOffset.UTC);
        execute(
                "INSERT INTO dispatcher.delivery_v1 VALUES (?, ?, ?, ?, ?, ?, 2, NULL, ?, ?, NULL,"
                        + " now())",
                at,
                id(partner, job),
                ENDPOINT,
                partner.id(),
                job,
                state,
                at.plus(1, ChronoUnit.SECONDS),
                at.plus(2, ChronoUnit.SECONDS));
        for (int attempt = 1; attempt <= 2; attempt++) {
            execute(
                    """
                    INSERT INTO dispatcher.attempt_v1
                    VALUES (?, ?, ?, ?, ?, interval '1.5 seconds', 'deferred', NULL, 'timeout')\
                    """,
                    at,
                    id(partner, job),
                    ENDPOINT,
                    attempt,
                    at.plus(attempt, ChronoUnit.SECONDS));
        }
    }

    private static void execute(String sql, Object... arguments) {
        try (var admin = DriverManager.getConnection(TestServers.adminJdbcUrl());
                var statement = admin.prepareStatement(sql)) {
            for (int i = 0; i < arguments.length; i++) {
                statement.setObject(i + 1, arguments[i]);
            }
            statement.execute();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** That partner's, in the order in which they came: they share a key, and so a partition. */
    private static List<ConsumerRecord<byte[], byte[]>> commands(RegisteredPartner partner) {
        var topic = TestServers.topicPrefix() + Topics.COMMANDS.topicName();
        try (var consumer =
                new KafkaConsumer<>(
                        Map.<String, Object>of("bootstrap.servers", TestServers.bootstrapServers()),
                        new ByteArrayDeserializer(),
                        new ByteArrayDeserializer())) {
            var partitions =
                    consumer.partitionsFor(topic).stream()
                            .map(info -> new TopicPartition(topic, info.partition()))
                            .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            var ends = consumer.endOffsets(partitions);
            var found = new ArrayList<ConsumerRecord<byte[], byte[]>>();
            while (partitions.stream()
                    .anyMatch(p -> consumer.position(p) < ends.getOrDefault(p, 0L))) {
                for (var record : consumer.poll(Duration.ofMillis(100))) {
                    if (new String(record.key(), StandardCharsets.UTF_8).equals(partner.id())) {
                        found.add(record);
                    }
                }
            }
            return found;
        }
    }

    private static String header(ConsumerRecord<byte[], byte[]> record, String name) {
        return new String(record.headers().lastHeader(name).value(), StandardCharsets.UTF_8);
    }
}
