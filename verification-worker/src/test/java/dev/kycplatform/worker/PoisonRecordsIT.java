package dev.kycplatform.worker;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import dev.kycplatform.contracts.Topics;
import dev.kycplatform.contracts.event.EventHeaders;
import dev.kycplatform.contracts.job.JobRequested;
import dev.kycplatform.contracts.job.KycEnvironment;
import dev.kycplatform.eventlog.RecordHeaders;
import dev.kycplatform.localstack.testing.TestServers;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.function.BiFunction;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Records that are no job of this deployment: kept as they came, and nobody else notices. */
@QuarkusTest
class PoisonRecordsIT extends WorkerTest {
    @Inject Clock clock;

    /** What a forger or a defect puts into a job's record, and what it dies of. */
    enum Poison {
        NOT_JSON("UNREADABLE_RECORD", (_, _) -> bytes("{\"not\":\"a job\", ")),
        ANOTHER_KIND_OF_JSON("UNREADABLE_RECORD", (_, _) -> bytes("[1, 2, 3]")),
        EMPTY("UNREADABLE_RECORD", (_, _) -> new byte[0]),
        BINARY("UNREADABLE_RECORD", (_, _) -> new byte[] {0, -1, -2, 0x7f}),
        A_FIELD_MISSING(
                "UNREADABLE_RECORD", (_, _) -> bytes("{\"schema_version\":1,\"smile_job_id\":1}")),
        ANOTHER_ENVIRONMENT(
                "UNREADABLE_RECORD",
                (jobs, job) ->
                        replaced(
                                jobs.bytes(job),
                                "\"" + KycEnvironment.SANDBOX.name().toLowerCase() + "\"",
                                "\"" + KycEnvironment.PRODUCTION.name().toLowerCase() + "\"")),
        ANOTHER_JOBS_REQUEST(
                "SEAL_BROKEN", (jobs, job) -> jobs.bytes(jobs.around(job, jobs.job(0).request()))),
        A_MADE_UP_REQUEST(
                "SEAL_BROKEN", (jobs, job) -> jobs.bytes(jobs.around(job, bytes("made up")))),
        ANOTHER_TIME(
                "SEAL_BROKEN",
                (jobs, job) ->
                        replaced(
                                jobs.bytes(job),
                                job.acceptedAt().toString(),
                                job.acceptedAt().minusSeconds(1).toString()));

        private final String cause;
        private final BiFunction<SampleJobs, JobRequested, byte[]> value;

        Poison(String cause, BiFunction<SampleJobs, JobRequested, byte[]> value) {
            this.cause = cause;
            this.value = value;
        }
    }

    static Stream<Arguments> onEveryTopic() {
        return Stream.of(Topics.JOBS, Topics.JOBS_SYNC)
                .flatMap(
                        topic ->
                                Arrays.stream(Poison.values())
                                        .map(poison -> Arguments.of(topic, poison)));
    }

    @ParameterizedTest
    @MethodSource("onEveryTopic")
    void areKeptAsTheyCameAndThePartitionGoesOn(Topics topic, Poison poison) {
        var job = jobs.job(0);
        var value = poison.value.apply(jobs, job);

        jobs.publish(job, value, topic);
        jobs.publish(job, topic);
        awaitAnnouncements(job, 1);
        await().until(() -> !deadLetters.ofKey(job.key().toString()).isEmpty());

        var letters = deadLetters.ofKey(job.key().toString());
        assertThat(letters).extracting(TopicReader::deathCause).containsExactly(poison.cause);
        var letter = letters.getFirst();
        assertThat(letter.value()).isEqualTo(value);
        assertThat(header(letter, EventHeaders.DEAD_LETTER_TOPIC))
                .isEqualTo(TestServers.topicPrefix() + topic.topicName());
        assertThat(header(letter, EventHeaders.DEAD_LETTER_PARTITION)).containsOnlyDigits();
        assertThat(header(letter, EventHeaders.DEAD_LETTER_OFFSET)).containsOnlyDigits();
        assertThat(header(letter, EventHeaders.ID)).isEqualTo(job.eventId().value());
        assertThat(result(job)).containsEntry("result_code", "1012");
        assertThat(authority.asked()).as("questions, all of them for the genuine job").hasSize(1);
    }

    @Test
    void areShownToOperatorsWithWhatTheyCarriedOnlyWhenAskedFor() {
        var job = jobs.job(0);
        jobs.publish(job, "about somebody");
        await().until(() -> !deadLetters.ofKey(job.key().toString()).isEmpty());
        var letter = deadLetters.ofKey(job.key().toString()).getFirst();
        var id = letter.partition() + "-" + letter.offset();

        var masked = operator().get("/admin/dead-letters/{id}", id);
        var open = operator().post("/admin/dead-letters/{id}/open", id);

        assertThat(masked.asString()).doesNotContain("value").contains(job.key().toString());
        assertThat(masked.jsonPath().getInt("size")).isEqualTo(14);
        assertThat(masked.jsonPath().getString("headers.ce_id")).isEqualTo(job.eventId().value());
        assertThat(Base64.getDecoder().decode(open.jsonPath().getString("value")))
                .isEqualTo(letter.value());
        assertThat(
                        tables.query(
                                "SELECT subject FROM worker.audit WHERE action = 'dead-letter.open'"
                                        + " AND subject LIKE '%' || ? || ',%'",
                                id))
                .hasSize(1);
        given().get("/admin/dead-letters").then().statusCode(401);
    }

    @Test
    void olderThanResultsAreKeptAreDeadLetteredAndNobodyIsAsked() {
        var old = clock.instant().minus(config.resultsKeptFor()).minus(Duration.ofMinutes(1));
        var job = jobs.publish(jobs.job(SampleJobs.PARTNER, 0, old));
        await().until(() -> !deadLetters.ofKey(job.key().toString()).isEmpty());

        assertThat(deadLetters.ofKey(job.key().toString()))
                .extracting(TopicReader::deathCause)
                .containsExactly("JOB_TOO_OLD");
        assertThat(authority.asked()).isEmpty();
        assertThat(tables.results(job.key())).isEmpty();
    }

    private static String header(ConsumerRecord<byte[], byte[]> record, String name) {
        return RecordHeaders.text(record, name).orElse("");
    }

    private static byte[] replaced(byte[] json, String from, String to) {
        var text = new String(json, StandardCharsets.UTF_8);
        if (!text.contains(from)) {
            throw new IllegalArgumentException(from + " does not stand in " + text);
        }
        return bytes(text.replace(from, to));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
