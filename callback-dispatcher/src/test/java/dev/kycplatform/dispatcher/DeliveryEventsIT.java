package dev.kycplatform.dispatcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.kycplatform.contracts.Topics;
import dev.kycplatform.contracts.callback.WebhookId;
import dev.kycplatform.contracts.event.EventHeaders;
import dev.kycplatform.contracts.event.EventId;
import dev.kycplatform.contracts.job.JobKey;
import dev.kycplatform.contracts.result.ResultReference;
import dev.kycplatform.localstack.testing.TestServers;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(
        value = TestServers.class,
        initArgs = @ResourceArg(name = "role", value = "dispatcher"))
@TestProfile(QuickExpiry.class)
class DeliveryEventsIT {
    private static final String BODY = "{\"FullData\":{}}";
    private static final DateTimeFormatter SUFFIX =
            DateTimeFormatter.ofPattern("uuuuMMdd").withZone(ZoneOffset.UTC);

    @Inject Neighbours neighbours;

    @BeforeEach
    void aPartner() {
        neighbours.publishPartner("008", 1, true);
    }

    @Test
    void tellsOfEachAttemptAndOfTheEnd() {
        var job = JobKey.of("008", "told");
        var id = WebhookId.ofJob(job).value();
        try (var receiver = new Receiver(0)) {
            receiver.answer("/secretpath", 503);
            neighbours.complete(job, Optional.of(receiver.url("/secretpath?secretquery")), BODY);

            soon().until(() -> events(job).size() == 3);
            var origin = "http://127.0.0.1:" + receiver.port();
            assertThat(events(job))
                    .extracting(event -> TopicRecords.header(event, EventHeaders.ID))
                    .containsExactly(
                            EventId.of("delivery-attempted", id, origin, "1").value(),
                            EventId.of("delivery-attempted", id, origin, "2").value(),
                            EventId.of("delivery-ended", id, origin, "2").value());
            assertThat(value(events(job).getFirst()))
                    .containsEntry("outcome", "deferred")
                    .containsEntry("http_status", 503)
                    .containsEntry("failure", "refused")
                    .containsEntry("state", "pending")
                    .containsEntry("endpoint", origin)
                    .containsEntry("attempt", 1);
            assertThat(value(events(job).getLast()))
                    .containsEntry("state", "delivered")
                    .containsEntry("attempts", 2)
                    .doesNotContainKey("failure");
            assertThat(events(job))
                    .extracting(event -> new String(event.value(), StandardCharsets.UTF_8))
                    .noneMatch(text -> text.contains("secret") || text.contains("thank you"));
            assertThat(TopicRecords.header(events(job).getFirst(), EventHeaders.TRACE_PARENT))
                    .isEqualTo(Neighbours.TRACE);
            soon().until(
                            () ->
                                    Rows.query(
                                                    "SELECT id FROM dispatcher.outgoing_group WHERE ? = ANY (keys)",
                                                    job.toString())
                                            .isEmpty());
        }
    }

    @Test
    void publishesWhatAnotherInstanceHasLeftBehind() {
        var job = JobKey.of("008", "left-behind");
        Rows.update(
                """
                INSERT INTO dispatcher.outgoing_group
                    (ids, topics, keys, types, sources, subjects, times, "values", trace_parents,
                     instance, recorded_at)
                SELECT array['dead-1', 'dead-2'], array['DELIVERIES', 'DELIVERIES'], array[?, ?],
                       array['DELIVERY_ATTEMPTED', 'DELIVERY_ENDED'], array['/s', '/s'],
                       array['s', 's'], array[now(), now()], array['{}'::bytea, '{}'::bytea],
                       array[NULL, NULL], gen_random_uuid(), now() - interval '2 minutes'""",
                job.toString(),
                job.toString());

        soon().until(() -> events(job).size() == 2);
        assertThat(events(job))
                .extracting(event -> TopicRecords.header(event, EventHeaders.ID))
                .containsExactly("dead-1", "dead-2");
    }

    @Test
    void publishesWhatAnInstanceOfTheVersionBeforeHasLeftBehindInATableOfItsOwn() {
        var job = JobKey.of("008", "before");
        Rows.update(
                """
                INSERT INTO dispatcher.outgoing_event
                    (id, topic, key, type, source, subject, time, value, trace_parent, instance, recorded_at)
                SELECT e.*, gen_random_uuid(), now() - interval '2 minutes'
                FROM unnest(array['before-2', 'before-1'], array['DELIVERIES', 'DELIVERIES'], array[?, ?],
                            array['DELIVERY_ENDED', 'DELIVERY_ATTEMPTED'], array['/s', '/s'],
                            array['s', 's'], array[now(), now() - interval '1 second'],
                            array['{"n":2}'::bytea, '{"n":1}'::bytea], array[NULL, '%s']) AS e"""
                        .formatted(Neighbours.TRACE),
                job.toString(),
                job.toString());
        Rows.update(
                """
                INSERT INTO dispatcher.outgoing_event
                    (id, topic, key, type, source, subject, time, value, trace_parent, instance)
                VALUES ('before-3', 'DELIVERIES', ?, 'DELIVERY_ENDED', '/s', 's', now(), '{}', NULL,
                        gen_random_uuid())""",
                job.toString());

        soon().until(() -> events(job).size() == 2);
        assertThat(events(job))
                .extracting(event -> TopicRecords.header(event, EventHeaders.ID))
                .containsExactly("before-1", "before-2");
        assertThat(value(events(job).getFirst())).containsEntry("n", 1);
        assertThat(TopicRecords.header(events(job).getFirst(), EventHeaders.TRACE_PARENT))
                .isEqualTo(Neighbours.TRACE);
        assertThat(
                        Rows.query(
                                "SELECT id FROM dispatcher.outgoing_event WHERE key = ?",
                                job.toString()))
                .as("what that instance is about to publish itself")
                .extracting(row -> row.get("id"))
                .containsExactly("before-3");
        Rows.update("DELETE FROM dispatcher.outgoing_event WHERE key = ?", job.toString());
    }

    @Test
    void dropsADayOnceItsResultsAreGoneAndEndsWhatWasHeld() {
        var day = neighbours.now().truncatedTo(ChronoUnit.DAYS).minus(Duration.ofDays(100));
        var held = delivered(day, "held");
        var other = delivered(day, "delivered");
        Rows.update("UPDATE dispatcher.delivery SET state = 'held' WHERE job_id = ?", "held");
        var kept = delivered(day.minus(Duration.ofDays(1)), "kept");
        var pending = delivered(day.minus(Duration.ofDays(2)), "pending");
        Rows.update(
                """
                UPDATE dispatcher.delivery SET state = 'pending', due_at = now() + interval '1 day'
                WHERE job_id = ?""",
                "pending");

        for (var gone : List.of(pending, held, other)) {
            Rows.update("DELETE FROM worker.result WHERE job_id = ?", gone.jobId().value());
        }

        soon().until(() -> !isThere("delivery", day) && !isThere("attempt", day));
        soon().until(() -> events(held).size() == 3);
        assertThat(value(events(held).getLast()))
                .containsEntry("state", "exhausted")
                .containsEntry("failure", "result_expired");
        assertThat(Rows.state(kept)).isEqualTo("delivered");
        assertThat(Rows.state(pending)).isEqualTo("pending");
    }

    private JobKey delivered(Instant acceptedAt, String id) {
        var job = JobKey.of("008", id);
        var reference = new ResultReference(acceptedAt, job);
        try (var receiver = new Receiver(0)) {
            neighbours.store(reference, Optional.of(receiver.url("/old")), BODY);
            neighbours.publish(reference);
            soon().until(() -> Rows.state(job).equals("delivered"));
            soon().until(() -> events(job).size() == 2);
        }
        return job;
    }

    private static boolean isThere(String table, Instant day) {
        return !Rows.query(
                        "SELECT relname FROM pg_class WHERE relname = ?",
                        table + "_" + SUFFIX.format(day))
                .isEmpty();
    }

    private static List<ConsumerRecord<byte[], byte[]>> events(JobKey job) {
        return TopicRecords.of(Topics.DELIVERIES, job);
    }

    private static Map<String, Object> value(ConsumerRecord<byte[], byte[]> event) {
        return JsonPath.from(new String(event.value(), StandardCharsets.UTF_8)).getMap("");
    }

    private static ConditionFactory soon() {
        return await().atMost(Duration.ofSeconds(30)).pollInterval(Duration.ofMillis(100));
    }
}
