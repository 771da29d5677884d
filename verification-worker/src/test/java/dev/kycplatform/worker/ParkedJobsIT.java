package dev.kycplatform.worker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kycplatform.contracts.job.JobRequested;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

@QuarkusTest
class ParkedJobsIT extends WorkerTest {
    private static final String IMPATIENT = "741";

    @Inject Clock clock;

    @Test
    void areAnsweredOnceTheirAuthorityIsBack() {
        authority.isDown();
        var job = jobs.publish(jobs.job(0));
        await().until(() -> wasAskedFor(job, 3));

        authority.answers(200, StubAuthority.PERSON);
        awaitNotParked(job);

        var row = result(job);
        assertThat(row).containsEntry("result_code", "1012");
        assertThat(row).containsEntry("attempts", authority.asked().size());
        assertThat(attempts(job))
                .hasSize(authority.asked().size())
                .extracting(attempt -> attempt.get("attempt"))
                .containsExactlyElementsOf(
                        IntStream.rangeClosed(1, authority.asked().size()).boxed().toList());
        assertThat(attempts(job))
                .filteredOn(attempt -> "unavailable".equals(attempt.get("outcome")))
                .hasSize(authority.asked().size() - 1)
                .allMatch(attempt -> attempt.get("next_attempt_at") != null);
        assertThat(attempts(job).getLast()).containsEntry("outcome", "found");
        assertThat(results.ofKey(job.key().toString())).hasSize(1);
    }

    @Test
    void endAsUnavailableWithTheAttemptAfterTheirDeadline() {
        authority.isDown();
        var old = clock.instant().minus(config.parking().giveUpAfter()).minus(Duration.ofDays(1));

        var job = jobs.publish(jobs.job(SampleJobs.PARTNER, 0, old));
        awaitAnnouncements(job, 1);
        awaitNotParked(job);

        assertThat(result(job)).containsEntry("result_code", "1015").containsEntry("attempts", 2);
    }

    @Test
    void endWhenTheirPartnerSaysIfItHasATimeOfItsOwn() {
        jobs.registerPartner(IMPATIENT, Duration.ofMinutes(1));
        authority.isDown();

        var job = jobs.publish(jobs.job(IMPATIENT, 0, clock.instant().minusSeconds(90)));
        awaitAnnouncements(job, 1);

        assertThat(result(job)).containsEntry("result_code", "1015").containsEntry("attempts", 2);
    }

    @Test
    void areLeftAloneForAsLongAsTheirAuthorityAsksFor() {
        authority.behaves(
                exchange -> {
                    exchange.getResponseHeaders().add("Retry-After", "60");
                    StubAuthority.answer(exchange, 429, "{\"error\":\"too_many_requests\"}");
                });

        var job = jobs.publish(jobs.job(0));
        awaitParked(job);

        assertThat(
                        tables.query(
                                "SELECT FROM worker.parked_job WHERE job_id = ?"
                                        + " AND due_at > now() + interval '50 seconds'"
                                        + " AND cause = 'status_429'",
                                job.jobId()))
                .hasSize(1);
    }

    @Test
    void areDueByTheirDeadlineHoweverLongTheirAuthorityWantsToBeLeftAloneAtFirst() {
        wantsToBeLeftAloneForYears();

        var job = jobs.publish(jobs.job(0));
        awaitParked(job);

        assertThat(
                        tables.query(
                                "SELECT FROM worker.parked_job WHERE job_id = ?"
                                        + " AND due_at = deadline_at AND cause = 'status_503'",
                                job.jobId()))
                .hasSize(1);
        assertThat(
                        tables.query(
                                "SELECT FROM worker.parked_job p JOIN worker.attempt a"
                                        + " USING (accepted_at, partner_id, job_id)"
                                        + " WHERE job_id = ? AND a.next_attempt_at = p.deadline_at",
                                job.jobId()))
                .hasSize(1);
    }

    @Test
    void endThoughTheirAuthorityWantsToBeLeftAloneBeyondADeadlineThatHasPassed() {
        wantsToBeLeftAloneForYears();
        var old = clock.instant().minus(config.parking().giveUpAfter()).minus(Duration.ofDays(1));

        var job = jobs.publish(jobs.job(SampleJobs.PARTNER, 0, old));
        awaitAnnouncements(job, 1);
        awaitNotParked(job);

        assertThat(result(job)).containsEntry("result_code", "1015").containsEntry("attempts", 2);
    }

    @Test
    void areNotAskedForBecauseTheirRecordComesAgain() {
        authority.behaves(
                exchange -> {
                    exchange.getResponseHeaders().add("Retry-After", "60");
                    StubAuthority.answer(exchange, 503, "{\"error\":\"unavailable\"}");
                });
        var job = jobs.publish(jobs.job(0));
        awaitParked(job);

        jobs.publish(job);
        jobs.publish(job, "the end");
        await().until(() -> !deadLetters.ofKey(job.key().toString()).isEmpty());

        assertThat(authority.asked()).hasSize(1);
        assertThat(tables.parked(job.key())).hasSize(1);
    }

    @Test
    void areOnlyAnnouncedAndRemovedIfTheirResultIsStoredAlready() {
        var job = jobs.publish(jobs.job(0));
        awaitAnnouncements(job, 1);

        tables.park(job.key(), job.acceptedAt(), jobs.bytes(job), null);
        awaitNotParked(job);

        assertThat(authority.asked()).hasSize(1);
        assertThat(results.ofKey(job.key().toString()))
                .hasSize(2)
                .extracting(record -> TopicReader.text(record.value()))
                .containsOnly(
                        TopicReader.text(results.ofKey(job.key().toString()).getFirst().value()));
    }

    @Test
    void areClaimedFromADeadInstanceButNotFromALivingOne() {
        var ofTheLiving = jobs.job(0);
        var ofTheDead = jobs.job(0);
        tables.park(
                ofTheLiving.key(),
                ofTheLiving.acceptedAt(),
                jobs.bytes(ofTheLiving),
                Duration.ofHours(1));
        tables.park(
                ofTheDead.key(),
                ofTheDead.acceptedAt(),
                jobs.bytes(ofTheDead),
                Duration.ofSeconds(-1));

        awaitNotParked(ofTheDead);

        assertThat(tables.results(ofTheDead.key())).hasSize(1);
        assertThat(tables.parked(ofTheLiving.key())).hasSize(1);
        assertThat(tables.results(ofTheLiving.key())).isEmpty();
    }

    @Test
    void areDeadLetteredIfNobodyCanOpenThem() {
        var job = jobs.job(0);
        var forged = jobs.withRequestOf(job, jobs.job(0));

        tables.park(job.key(), job.acceptedAt(), jobs.bytes(forged), null);
        awaitNotParked(job);
        await().until(() -> !deadLetters.ofKey(job.key().toString()).isEmpty());

        var letters = deadLetters.ofKey(job.key().toString());
        assertThat(letters).extracting(TopicReader::deathCause).containsExactly("SEAL_BROKEN");
        assertThat(letters.getFirst().value()).isEqualTo(jobs.bytes(forged));
        assertThat(attempts(job)).isEmpty();
        assertThat(tables.results(job.key())).isEmpty();
    }

    @Test
    void areAskedForAgainThoughTheirDayHasNoPartitionForAttemptsYet() {
        authority.isDown();
        var job = jobs.job(SampleJobs.PARTNER, 0, clock.instant().minus(Duration.ofDays(40)));
        tables.park(job.key(), job.acceptedAt(), jobs.bytes(job), null);

        await().until(() -> wasAskedFor(job, 3));

        assertThat(attempts(job)).hasSizeGreaterThanOrEqualTo(2);
    }

    @Test
    void areCountedInTheWindowOfTheirIdType() {
        var before = answered();
        jobs.publish(jobs.job(0));

        await().until(() -> answered() > before);
    }

    private void wantsToBeLeftAloneForYears() {
        authority.behaves(
                exchange -> {
                    exchange.getResponseHeaders().add("Retry-After", "99999999");
                    StubAuthority.answer(exchange, 503, "{\"error\":\"unavailable\"}");
                });
    }

    private long answered() {
        return tables
                .query(
                        "SELECT coalesce(sum(answered), 0)::bigint AS n FROM worker.authority_window_v1"
                                + " WHERE country = ? AND id_type = 'BVN' AND asked >= answered",
                        "NG")
                .stream()
                .mapToLong(row -> (Long) Objects.requireNonNull(row.get("n")))
                .sum();
    }

    private List<Map<String, @Nullable Object>> attempts(JobRequested job) {
        return tables.query(
                "SELECT attempt, outcome, next_attempt_at FROM worker.attempt_v1 WHERE job_id = ?"
                        + " ORDER BY attempt",
                job.jobId());
    }

    private boolean wasAskedFor(JobRequested job, int atLeast) {
        return !tables.query(
                        "SELECT FROM worker.parked_job WHERE job_id = ? AND attempts >= ?",
                        job.jobId(),
                        atLeast)
                .isEmpty();
    }
}
