package dev.kycplatform.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kycplatform.contracts.Topics;
import dev.kycplatform.contracts.event.EventHeaders;
import dev.kycplatform.localstack.Instance;
import dev.kycplatform.localstack.Service;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * {@code kill -9} of one of two workers at random moments, under load and with parked jobs, so often as {@code
 * crash.rounds} says; {@code crash.seed} repeats a run.
 */
class WorkerCrashIT {
    private static final int JOBS_IN_A_ROUND = 300;
    private static final int SUBMITTERS = 6;
    private static final Duration PATIENCE = Duration.ofSeconds(180);

    /** While one goes on, jobs are submitted. */
    private static final Duration ROUND = Duration.ofSeconds(4);

    private final int rounds = Integer.getInteger("crash.rounds", 2);
    private final long seed = Long.getLong("crash.seed", System.nanoTime());
    private final Random random = new Random(seed);
    private final PartnerClient partner = Platform.partner();
    private final CallbackInbox inbox = CallbackInbox.open();
    private final SandboxAuthority nibss = new SandboxAuthority("ng-nibss");
    private final SandboxAuthority iprs = new SandboxAuthority("ke-iprs");
    private final Instance first = Platform.stack().service(Service.WORKER);
    private final Instance second = Platform.stack().startAnother(Service.WORKER, Map.of());

    @BeforeEach
    void slowDown() {
        nibss.answerIn("PT0.4S");
        iprs.answerIn("PT0.2S");
    }

    @AfterEach
    void restore() {
        nibss.recover();
        iprs.recover();
        second.stop();
        inbox.close();
    }

    @Test
    void everyAcceptedJobHasOneResultAndIsHardlyAskedForTwice() throws Exception {
        var all = new HashSet<String>();
        var askedBefore = asked();
        long inFlightAtKills = 0;
        long parked = 0;
        for (int round = 1; round <= rounds; round++) {
            Operator.pause("ke-iprs", "a round");
            var askedTwice = asked() - askedBefore - all.size();
            var jobs = Collections.synchronizedList(new ArrayList<String>());
            var victim = random.nextBoolean() ? first : second;
            try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
                for (int i = 0; i < SUBMITTERS; i++) {
                    threads.submit(() -> submit(jobs));
                }
                var untilResumed = random.nextLong(ROUND.toMillis());
                var resumed =
                        threads.submit(
                                () -> {
                                    TimeUnit.MILLISECONDS.sleep(untilResumed);
                                    return true;
                                });
                TimeUnit.MILLISECONDS.sleep(random.nextLong(ROUND.toMillis()));
                parked +=
                        Awaitility.await("jobs to be parked, seed %d".formatted(seed))
                                .atMost(PATIENCE)
                                .until(
                                        () ->
                                                Ledger.count(
                                                        "SELECT count(*) FROM worker.parked_job"),
                                        count -> count > 0);
                var results = results(jobs, all);
                victim.kill();
                inFlightAtKills += asked() - askedBefore - askedTwice - results;
                resumed.get();
                Operator.resume("ke-iprs");
            }
            victim.start();
            all.addAll(jobs);
            assertThat(jobs).as("seed %d, round %d", seed, round).hasSize(JOBS_IN_A_ROUND);
            Awaitility.await("every job of round %d to end, seed %d".formatted(round, seed))
                    .atMost(PATIENCE)
                    .until(() -> results(List.of(), all) == all.size());
        }
        Ledger.awaitQuiet();

        System.out.printf(
                "crash rounds %d, seed %d: jobs %d, authority calls %d, in flight at kills %d, parked at kills %d%n",
                rounds, seed, all.size(), asked() - askedBefore, inFlightAtKills, parked);
        assertThat(results(List.of(), all)).isEqualTo(all.size());
        assertThat(asked() - askedBefore)
                .as("authority calls, seed %d", seed)
                .isLessThanOrEqualTo(all.size() + inFlightAtKills);
        assertOneFactPerJob(all);
        assertThat(inbox.jobs()).isEqualTo(all);
    }

    private void submit(List<String> jobs) {
        var pause = ROUND.toMillis() * SUBMITTERS / JOBS_IN_A_ROUND;
        for (int i = 0; i < JOBS_IN_A_ROUND / SUBMITTERS; i++) {
            var jobId = partner.newJobId();
            var job =
                    i % 2 == 0
                            ? partner.job(jobId, "NG", "BVN", "00000000000", inbox.url())
                            : partner.job(jobId, "KE", "NATIONAL_ID", "00000000", inbox.url());
            Awaitility.await("the job to be accepted")
                    .pollInterval(Duration.ofMillis(Math.max(1, pause / 2)))
                    .atMost(PATIENCE)
                    .until(() -> partner.submit(job).status() == 200);
            jobs.add(jobId);
        }
    }

    private long asked() {
        return nibss.asked() + iprs.asked();
    }

    private static long results(List<String> some, Set<String> others) {
        var jobs = new ArrayList<>(others);
        synchronized (some) {
            jobs.addAll(some);
        }
        return Ledger.count(
                "SELECT count(*) FROM worker.result WHERE job_id = ANY (?)",
                (Object) jobs.toArray(String[]::new));
    }

    /** However often a result was published, its id and its value are the same. */
    private static void assertOneFactPerJob(Set<String> jobs) {
        var facts = new HashMap<String, Set<String>>();
        for (var record : Ledger.records(Topics.RESULTS.topicName())) {
            var job = new String(record.key(), StandardCharsets.UTF_8).replaceFirst("^[^/]*/", "");
            if (jobs.contains(job)) {
                var id = record.headers().lastHeader(EventHeaders.ID).value();
                facts.computeIfAbsent(job, _ -> new HashSet<>())
                        .add(
                                new String(id, StandardCharsets.UTF_8)
                                        + new String(record.value(), StandardCharsets.UTF_8));
            }
        }
        assertThat(facts.keySet()).isEqualTo(jobs);
        assertThat(facts.values()).allMatch(values -> values.size() == 1);
    }
}
