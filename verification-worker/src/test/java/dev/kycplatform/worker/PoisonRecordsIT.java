package dev.kycplatform.worker;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import org.junit.jupiter.api.Test;

@QuarkusTest
class PoisonRecordsIT extends WorkerTest {
    @Inject Clock clock;

    @Test
    void areDeadLetteredAsTheyCameAndThePartitionGoesOn() {
        var job = jobs.job(0);

        jobs.publish(job, "{\"not\":\"a job\", ");
        jobs.publish(job);
        awaitAnnouncements(job, 1);
        await().until(() -> !deadLetters.ofKey(job.key().toString()).isEmpty());

        var letters = deadLetters.ofKey(job.key().toString());
        assertThat(letters)
                .extracting(TopicReader::deathCause)
                .containsExactly("UNREADABLE_RECORD");
        assertThat(TopicReader.text(letters.getFirst().value())).isEqualTo("{\"not\":\"a job\", ");
    }

    @Test
    void thatLackAFieldAreDeadLettered() {
        var job = jobs.job(0);

        jobs.publish(job, "{\"schema_version\":1,\"smile_job_id\":1}");
        await().until(() -> !deadLetters.ofKey(job.key().toString()).isEmpty());

        assertThat(deadLetters.ofKey(job.key().toString()))
                .extracting(TopicReader::deathCause)
                .containsExactly("UNREADABLE_RECORD");
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

    @Test
    void thatCarryTheRequestOfAnotherJobAreDeadLetteredAndNobodyIsAsked() {
        var job = jobs.job(0);

        jobs.publish(jobs.withRequestOf(job, jobs.job(0)));
        await().until(() -> !deadLetters.ofKey(job.key().toString()).isEmpty());

        assertThat(deadLetters.ofKey(job.key().toString()))
                .extracting(TopicReader::deathCause)
                .containsExactly("SEAL_BROKEN");
        assertThat(authority.asked()).isEmpty();
        assertThat(tables.results(job.key())).isEmpty();
    }

    @Test
    void doNotKeepTheGenuineRecordOfTheSameJobFromBeingAnswered() {
        var job = jobs.job(0);

        jobs.publish(jobs.withRequestOf(job, jobs.job(0)));
        jobs.publish(job);
        awaitAnnouncements(job, 1);

        assertThat(result(job)).containsEntry("result_code", "1012");
    }
}
