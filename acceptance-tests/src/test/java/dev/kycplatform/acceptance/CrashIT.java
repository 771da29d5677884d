package dev.kycplatform.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kycplatform.contracts.Topics;
import dev.kycplatform.contracts.event.EventHeaders;
import dev.kycplatform.localstack.Service;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** {@code kill -9} with jobs in flight: every accepted job has exactly one result and its callback. */
class CrashIT {
    private static final int JOBS = 120;
    private static final Duration PATIENCE = Duration.ofSeconds(120);

    private final PartnerClient partner = Platform.partner();
    private final CallbackInbox inbox = CallbackInbox.open();
    private final SandboxAuthority nibss = new SandboxAuthority("ng-nibss");
    private final SandboxAuthority iprs = new SandboxAuthority("ke-iprs");

    @AfterEach
    void restore() {
        nibss.recover();
        iprs.recover();
        inbox.close();
    }

    @Test
    void theWorkerIsKilledWithJobsInFlightAndParked() {
        iprs.goDown();
        nibss.answerIn("PT1S");
        var jobs = submitJobs();
        Awaitility.await("jobs to be parked and others to be under way")
                .atMost(PATIENCE)
                .until(() -> parked(jobs) > 0 && resultsOf(jobs) < JOBS);

        Platform.stack().service(Service.WORKER).kill();
        iprs.recover();
        nibss.recover();
        Platform.stack().service(Service.WORKER).start();

        assertEveryJobEndsOnce(jobs);
    }

    @Test
    void theDispatcherIsKilledWithCallbacksInFlight() {
        inbox.answer(200, Duration.ofSeconds(1));
        var jobs = submitJobs();
        Awaitility.await("callbacks to be under way")
                .atMost(PATIENCE)
                .until(() -> resultsOf(jobs) > JOBS / 4);

        Platform.stack().service(Service.DISPATCHER).kill();
        inbox.answer(200, Duration.ZERO);
        Platform.stack().service(Service.DISPATCHER).start();

        assertEveryJobEndsOnce(jobs);
    }

    /** Half of them at either authority, found and not found. */
    private List<String> submitJobs() {
        var jobs = new ArrayList<String>();
        for (int i = 0; i < JOBS; i++) {
            var jobId = partner.newJobId();
            var job =
                    i % 2 == 0
                            ? partner.job(jobId, "NG", "BVN", "0000000000" + i % 4 / 2, inbox.url())
                            : partner.job(
                                    jobId, "KE", "NATIONAL_ID", "0000000" + i % 4 / 2, inbox.url());
            assertThat(partner.submit(job).status()).isEqualTo(200);
            jobs.add(jobId);
        }
        return jobs;
    }

    private void assertEveryJobEndsOnce(List<String> jobs) {
        Awaitility.await("every callback to arrive")
                .atMost(PATIENCE)
                .until(() -> jobs.stream().allMatch(job -> !inbox.delivered(job).isEmpty()));
        Ledger.awaitQuiet();

        assertThat(resultsOf(jobs)).isEqualTo(JOBS);
        jobs.forEach(
                job ->
                        assertThat(
                                        inbox.delivered(job).stream()
                                                .map(CallbackInbox.Message::webhookId)
                                                .collect(Collectors.toSet()))
                                .as("a repeated callback of %s has the same webhook-id", job)
                                .hasSize(1));
        assertOneFactPerJob(new HashSet<>(jobs));
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

    private static long resultsOf(List<String> jobs) {
        return Ledger.count(
                "SELECT count(*) FROM worker.result WHERE job_id = ANY (?)", array(jobs));
    }

    private static long parked(List<String> jobs) {
        return Ledger.count(
                "SELECT count(*) FROM worker.parked_job WHERE job_id = ANY (?)", array(jobs));
    }

    private static Object array(List<String> values) {
        return values.toArray(String[]::new);
    }
}
