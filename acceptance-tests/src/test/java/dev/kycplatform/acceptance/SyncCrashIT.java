package dev.kycplatform.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.kycplatform.localstack.Service;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Something ends while a partner waits on the line: the partner is answered in time all the same. */
class SyncCrashIT {
    private static final Duration WAIT = Duration.ofSeconds(12);

    private final PartnerClient partner = Platform.partner();
    private final CallbackInbox inbox = CallbackInbox.open();
    private final SandboxAuthority nibss = new SandboxAuthority("ng-nibss");
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    @AfterEach
    void restore() {
        nibss.recover();
        threads.shutdownNow();
        inbox.close();
    }

    @Test
    void intakeIsToldToStopAndAnswersWhoWaitsAndRefusesWhoComes() throws Exception {
        nibss.answerIn("PT3S");
        var jobId = partner.newJobId();
        var answer = verify(jobId);
        awaitAsked(jobId);

        var intake = Platform.stack().service(Service.INTAKE);
        var stopped = threads.submit(intake::stop);
        Awaitility.await("intake to say that it stops")
                .atMost(WAIT)
                .pollInterval(Duration.ofMillis(20))
                .until(() -> !intake.isReady());
        var late = partner.submit(job(partner.newJobId()));
        stopped.get();
        intake.start();

        assertThat(late.status()).as(late.raw().body()).isEqualTo(503);
        assertThat(late.raw().headers().firstValue("Retry-After")).isPresent();
        assertThat(late.body().path("code").asText()).isEqualTo("2201");
        assertThat(answer.get().status()).isEqualTo(200);
        assertThat(answer.get().body().path("ResultCode").asText()).isEqualTo("1012");
    }

    @Test
    void theWorkerIsKilledAndTheJobHasOneResultLater() throws Exception {
        nibss.answerIn("PT3S");
        var jobId = partner.newJobId();
        var answer = verify(jobId);
        awaitAsked(jobId);

        Platform.stack().service(Service.WORKER).kill();
        nibss.recover();

        assertThat(answer.get().status()).isEqualTo(200);
        assertThat(answer.get().body().path("ResultCode").asText()).isEqualTo("1015");
        assertThat(answer.get().body().path("IsFinalResult").asText()).isEqualTo("false");
        assertThat(answer.get().took()).isLessThan(WAIT.plusSeconds(2));
        assertThat(Ledger.results(jobId)).isZero();

        Platform.stack().service(Service.WORKER).start();
        assertEndsOnce(jobId);
    }

    @Test
    void kafkaIsAwayAndRepliesAreHeardAgainAfterwards() throws Exception {
        var kafka = Platform.stack().kafka();
        nibss.answerIn("PT3S");
        var jobId = partner.newJobId();
        var answer = verify(jobId);
        awaitAsked(jobId);

        kafka.kill();
        try {
            assertThat(answer.get().took()).isLessThan(WAIT.plusSeconds(2));
            assertThat(answer.get().status()).isIn(200, 503);
        } finally {
            kafka.launch();
            kafka.awaitReady();
        }
        nibss.recover();

        assertEndsOnce(jobId);
        Awaitility.await("a reply to be heard, not only found at the end of a wait")
                .atMost(Duration.ofSeconds(60))
                .until(
                        () -> {
                            var again = verify(partner.newJobId()).get();
                            return again.body().path("ResultCode").asText().equals("1012")
                                    && again.took().compareTo(WAIT.dividedBy(2)) < 0;
                        });
    }

    private Future<PartnerClient.Answer> verify(String jobId) {
        return threads.submit(() -> partner.verify(job(jobId)));
    }

    private ObjectNode job(String jobId) {
        return partner.job(jobId, "NG", "BVN", "00000000000", inbox.url());
    }

    /** Published, so that it is with the worker, whose authority takes its time. */
    private static void awaitAsked(String jobId) {
        Awaitility.await("the job to be published")
                .atMost(Duration.ofSeconds(10))
                .until(() -> Ledger.recordsOf("kyc.jobs.sync", jobId).size() == 1);
    }

    /** What it ended with is what a repeat and job_status tell from then on. */
    private void assertEndsOnce(String jobId) {
        Awaitility.await("the job to have its result")
                .atMost(Duration.ofSeconds(60))
                .until(() -> Ledger.results(jobId) == 1);
        var status = partner.status(jobId, "user-1").body();
        assertThat(status.path("job_complete").asBoolean()).isTrue();
        assertThat(status.path("result").path("IsFinalResult").asText()).isEqualTo("true");
        assertThat(partner.verify(job(jobId)).body().path("ResultCode"))
                .isEqualTo(status.path("result").path("ResultCode"));
        Ledger.awaitQuiet();
        assertThat(Ledger.results(jobId)).isEqualTo(1);
    }
}
