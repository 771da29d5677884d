package dev.kycplatform.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kycplatform.contracts.Topics;
import dev.kycplatform.contracts.event.EventHeaders;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** An authority is away for a while: its jobs wait, visibly, and nobody else notices. */
class AuthorityOutageIT {
    private static final int JOBS = 2000;
    private static final Duration PATIENCE = Duration.ofSeconds(120);

    /** As the worker of the tests is set up. */
    private static final Duration BETWEEN_PROBES = Duration.ofSeconds(1);

    private final PartnerClient partner = Platform.partner();
    private final CallbackInbox inbox = CallbackInbox.open();
    private final SandboxAuthority nibss = new SandboxAuthority("ng-nibss");

    @AfterEach
    void restore() {
        nibss.recover();
        Ledger.awaitQuiet();
        inbox.close();
    }

    @Test
    void itsJobsAreParkedUnaskedAndAllAnsweredAfterwards() {
        nibss.goDown();
        var jobs = submit("NG", "BVN", "00000000000", 100);
        Awaitility.await("the circuit to open")
                .atMost(PATIENCE)
                .until(() -> parked(jobs, "circuit_open") > 0 && parked(jobs) == jobs.size());

        var begun = System.nanoTime();
        var askedBefore = nibss.asked();
        jobs.addAll(submit("NG", "BVN", "00000000000", JOBS));
        Awaitility.await("every job to be parked")
                .atMost(PATIENCE)
                .until(() -> parked(jobs) == jobs.size());
        assertThat(resultOf(verified("NG", "BVN", "00000000000"))).isEqualTo("1015");
        var others = submit("KE", "NATIONAL_ID", "00000000", 50);
        Awaitility.await("another authority's jobs to be answered")
                .atMost(PATIENCE)
                .until(() -> results(others, "1012") == others.size());
        var askedMeanwhile = nibss.asked() - askedBefore;
        var elapsed = Duration.ofNanos(System.nanoTime() - begun);

        assertThat(askedMeanwhile)
                .as("only probes")
                .isLessThanOrEqualTo(elapsed.dividedBy(BETWEEN_PROBES) + 2);
        assertThat(results(jobs)).isZero();
        assertThat(parked(jobs)).isEqualTo(jobs.size());

        nibss.recover();
        var askedBeforeRecovery = nibss.asked();
        Awaitility.await("every job to be answered")
                .atMost(PATIENCE)
                .until(() -> results(jobs, "1012") == jobs.size());
        Ledger.awaitQuiet();

        assertThat(nibss.asked() - askedBeforeRecovery)
                .as("each job is asked for once")
                .isLessThanOrEqualTo(jobs.size());
        assertThat(announced(jobs)).isEqualTo(jobs.size());
    }

    @Test
    void anOperatorPausesItAndResumesIt() {
        Operator.pause("ng-nibss", "their maintenance");
        Awaitility.await("the pause to be in force")
                .atMost(Duration.ofSeconds(30))
                .until(() -> resultOf(verified("NG", "BVN", "00000000000")).equals("1015"));
        var askedBefore = nibss.asked();

        var jobs = submit("NG", "BVN", "00000000000", 20);
        Awaitility.await("every job to be parked")
                .atMost(PATIENCE)
                .until(() -> parked(jobs, "paused") == jobs.size());
        assertThat(nibss.asked()).isEqualTo(askedBefore);

        Operator.resume("ng-nibss");
        Awaitility.await("every job to be answered")
                .atMost(PATIENCE)
                .until(() -> results(jobs, "1012") == jobs.size());
        assertThat(
                        Ledger.count(
                                "SELECT count(*) FROM worker.audit WHERE subject = 'ng-nibss'"
                                        + " AND action IN ('authority.pause', 'authority.resume')"))
                .isEqualTo(2);
    }

    private List<String> submit(String country, String idType, String number, int count) {
        var bound = new Semaphore(32);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var accepted = new ArrayList<Future<String>>();
            for (int i = 0; i < count; i++) {
                bound.acquireUninterruptibly();
                accepted.add(
                        threads.submit(
                                () -> {
                                    try {
                                        return submitted(country, idType, number);
                                    } finally {
                                        bound.release();
                                    }
                                }));
            }
            var jobs = new ArrayList<String>();
            for (var job : accepted) {
                jobs.add(job.get());
            }
            return jobs;
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private String submitted(String country, String idType, String number) {
        var jobId = partner.newJobId();
        var job = partner.job(jobId, country, idType, number, inbox.url());
        Awaitility.await("the job to be accepted")
                .atMost(PATIENCE)
                .until(() -> partner.submit(job).status() == 200);
        return jobId;
    }

    private PartnerClient.Answer verified(String country, String idType, String number) {
        return partner.verify(
                partner.job(partner.newJobId(), country, idType, number, inbox.url()));
    }

    private static String resultOf(PartnerClient.Answer answer) {
        return answer.body().path("ResultCode").asText();
    }

    private static long results(List<String> jobs) {
        return Ledger.count(
                "SELECT count(*) FROM worker.result WHERE job_id = ANY (?)", array(jobs));
    }

    private static long results(List<String> jobs, String code) {
        return Ledger.count(
                "SELECT count(*) FROM worker.result WHERE job_id = ANY (?) AND result_code = ?",
                array(jobs),
                code);
    }

    private static long parked(List<String> jobs) {
        return Ledger.count(
                "SELECT count(*) FROM worker.parked_job WHERE job_id = ANY (?)", array(jobs));
    }

    private static long parked(List<String> jobs, String cause) {
        return Ledger.count(
                "SELECT count(*) FROM worker.parked_job WHERE job_id = ANY (?) AND cause = ?",
                array(jobs),
                cause);
    }

    /** Different facts about these jobs on the topic of results. */
    private static int announced(List<String> jobs) {
        var wanted = new HashSet<>(jobs);
        var ids = new HashSet<String>();
        for (var record : Ledger.records(Topics.RESULTS.topicName())) {
            var job = new String(record.key(), StandardCharsets.UTF_8).replaceFirst("^[^/]*/", "");
            if (wanted.contains(job)) {
                ids.add(
                        new String(
                                record.headers().lastHeader(EventHeaders.ID).value(),
                                StandardCharsets.UTF_8));
            }
        }
        return ids.size();
    }

    private static Object array(List<String> values) {
        return values.toArray(String[]::new);
    }
}
