package dev.kycplatform.worker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kycplatform.contracts.job.PartnerId;
import dev.kycplatform.worker.lookup.AuthoritySlots;
import dev.kycplatform.worker.lookup.PausedAuthorities;
import dev.kycplatform.worker.lookup.Turn;
import dev.kycplatform.worker.parking.Claim;
import dev.kycplatform.worker.parking.ParkedJob;
import dev.kycplatform.worker.parking.ParkedJobs;
import dev.kycplatform.worker.parking.Queue;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Parked jobs and their turns. What is claimed by hand is of an authority that the drain leaves alone. */
@QuarkusTest
class TurnsIT extends WorkerTest {
    private static final String ELSEWHERE = "elsewhere";
    private static final Duration LEASE = Duration.ofMinutes(5);

    @Inject ParkedJobs parkedJobs;
    @Inject AuthoritySlots slots;
    @Inject PausedAuthorities paused;

    private final List<AuthoritySlots.Slot> taken = new ArrayList<>();

    /** So that the drain leaves them alone. */
    @BeforeEach
    void pause() {
        pause(ELSEWHERE);
    }

    @AfterEach
    void clear() {
        tables.update("DELETE FROM worker.authority_pause");
        taken.forEach(AuthoritySlots.Slot::close);
        await().until(() -> !paused.isPaused("ng-nibss"));
        tables.update("DELETE FROM worker.parked_job WHERE authority = ?", ELSEWHERE);
    }

    @Test
    void areGivenToTheOldestDeadlineFirst() {
        park("701", 3, Duration.ofHours(3));
        park("701", 1, Duration.ofHours(1));
        park("701", 2, Duration.ofHours(2));

        assertThat(claim("701", 1)).containsExactly("job-701-1");
        assertThat(claim("701", 2)).containsExactlyInAnyOrder("job-701-2", "job-701-3");
    }

    /** Nobody waits for another's rows, and nobody gets them. */
    @Test
    void areGivenOnceHoweverManyClaimAtOnce() throws Exception {
        IntStream.range(0, 200).forEach(i -> park("708", i, Duration.ofHours(1)));

        var claimed = new ArrayList<String>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var claims = new ArrayList<Callable<List<String>>>();
            for (int i = 0; i < 8; i++) {
                claims.add(this::claimUntilThereIsNothing);
            }
            for (var claim : threads.invokeAll(claims)) {
                claimed.addAll(claim.get());
            }
        }

        assertThat(claimed).hasSize(200).doesNotHaveDuplicates();
    }

    private List<String> claimUntilThereIsNothing() {
        var all = new ArrayList<String>();
        for (var some = claim("708", 7); !some.isEmpty(); some = claim("708", 7)) {
            all.addAll(some);
        }
        return all;
    }

    @Test
    void areGivenToEachQueueAsManyAsItMayHave() {
        IntStream.range(0, 5).forEach(i -> park("702", i, Duration.ofHours(1)));
        IntStream.range(0, 5).forEach(i -> park("703", i, Duration.ofHours(1)));

        var claimed =
                parkedJobs.claim(
                        List.of(
                                new Claim(queue("702"), 2, false),
                                new Claim(queue("703"), 4, false)),
                        LEASE);

        assertThat(claimed).filteredOn(job -> of(job).equals("702")).hasSize(2);
        assertThat(claimed).filteredOn(job -> of(job).equals("703")).hasSize(4);
    }

    @Test
    void leaveAloneWhatIsNotOverdueIfOnlyThatIsAskedFor() {
        park("704", 1, Duration.ofHours(1));

        assertThat(parkedJobs.claim(List.of(new Claim(queue("704"), 10, true)), LEASE)).isEmpty();
        assertThat(claim("704", 10)).hasSize(1);
    }

    @Test
    void areNotNeededToEndWhatIsOverdueWhileItsAuthorityIsPaused() {
        pause("ng-nibss");
        var job = jobs.publish(jobs.job(0));
        awaitParked(job);
        assertThat(tables.parked(job.key()).getFirst()).containsEntry("cause", "paused");

        tables.update(
                "UPDATE worker.parked_job SET deadline_at = now() - interval '1 second' WHERE job_id = ?",
                job.jobId());
        awaitNotParked(job);

        assertThat(result(job)).containsEntry("result_code", "1015").containsEntry("attempts", 0);
        assertThat(authority.asked()).isEmpty();
    }

    @Test
    void areWaitedForByWhatIsPausedUntilItIsResumed() {
        pause("ng-nibss");
        var job = jobs.publish(jobs.job(0));
        awaitParked(job);

        tables.update("DELETE FROM worker.authority_pause");
        awaitNotParked(job);

        assertThat(result(job)).containsEntry("result_code", "1012");
    }

    @Test
    void areWaitedForByQueuesThatHaveSomethingReady() {
        park("705", 1, Duration.ofHours(1));
        park("706", 1, Duration.ofHours(1));
        park("706", 2, Duration.ofHours(1));
        park("707", 1, Duration.ofHours(1));
        claim("707", 1);

        assertThat(parkedJobs.queues(1000))
                .contains(queue("705"), queue("706"))
                .doesNotContain(queue("707"));
    }

    @Test
    void comeWithoutAClockToWhatFoundNoSlot() {
        var partner = new PartnerId(SampleJobs.PARTNER);
        for (var slot = slots.tryTake("ng-nibss", partner, Turn.NEW);
                slot.isPresent();
                slot = slots.tryTake("ng-nibss", partner, Turn.NEW)) {
            taken.add(slot.get());
        }
        // The part that is left to others is taken by the backlog.
        for (var slot = slots.tryTake("ng-nibss", partner, Turn.PARKED);
                slot.isPresent();
                slot = slots.tryTake("ng-nibss", partner, Turn.PARKED)) {
            taken.add(slot.get());
        }

        var job = jobs.publish(jobs.job(0));
        awaitParked(job);

        assertThat(tables.parked(job.key()).getFirst())
                .containsEntry("cause", "no_slot")
                .containsEntry("attempts", 0);
        assertThat(authority.asked()).isEmpty();

        taken.forEach(AuthoritySlots.Slot::close);
        taken.clear();
        awaitNotParked(job);
        assertThat(result(job)).containsEntry("result_code", "1012").containsEntry("attempts", 1);
    }

    private void pause(String authority) {
        tables.update(
                "INSERT INTO worker.authority_pause (authority, paused_by, reason) VALUES (?, 'test', 'a test')",
                authority);
        await().until(() -> paused.isPaused(authority));
    }

    private void park(String partner, int number, Duration deadline) {
        var job = jobs.job(0);
        tables.update(
                "INSERT INTO worker.parked_job (partner_id, job_id, accepted_at, authority, cause, attempts,"
                        + " due_at, deadline_at, event, is_ready) VALUES (?, ?, now(), ?, 'no_slot', 0, now(),"
                        + " now() + ? * interval '1 second', ?, true)",
                partner,
                "job-" + partner + "-" + number,
                ELSEWHERE,
                deadline.toSeconds(),
                jobs.bytes(job));
    }

    private List<String> claim(String partner, int most) {
        return parkedJobs.claim(List.of(new Claim(queue(partner), most, false)), LEASE).stream()
                .map(job -> job.key().jobId().value())
                .toList();
    }

    private static Queue queue(String partner) {
        return new Queue(ELSEWHERE, new PartnerId(partner));
    }

    private static String of(ParkedJob job) {
        return job.key().partnerId().value();
    }
}
