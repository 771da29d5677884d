package dev.kycplatform.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code ./kyc why}, {@code jobs}, {@code stuck} and {@code dead-letters} print of running services. */
class OperatorsViewIT {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final PartnerClient partner = Platform.partner();
    private final CallbackInbox inbox = CallbackInbox.open();
    private final SandboxAuthority authority = new SandboxAuthority("ke-iprs");

    @TempDir Path directory;

    private OperatorCommands commands;

    @BeforeEach
    void giveToken() {
        commands = new OperatorCommands(directory);
    }

    @AfterEach
    void restore() {
        authority.recover();
        inbox.close();
    }

    @Test
    void oneTimelineTellsAJobsWholeLife() {
        var jobId = parkedJob();
        var waiting = kyc("why", partnerId(), jobId);
        assertThat(waiting)
                .contains("is parked")
                .containsPattern("recorded in kyc.jobs, partition [0-9]+, offset [0-9]+, ce_id")
                .containsPattern(
                        "attempt 1 at ke-iprs: unavailable \\([a-z0-9_]+\\), [0-9]+ ms; next")
                .containsPattern("parked for ke-iprs .*; next attempt .*, last ");

        authority.recover();
        inbox.await(jobId);
        Ledger.awaitQuiet();

        var whole = kyc("why", partnerId(), jobId);
        assertThat(whole)
                .containsSubsequence(
                        "is answered",
                        "accepted on /v1/async_id_verification as SmileJobID",
                        "attempt 1 at ke-iprs: unavailable",
                        "at ke-iprs: found",
                        "result 1012 of ke-iprs after",
                        "callback attempt 1 at http://127.0.0.1",
                        "delivered, HTTP 200")
                .contains("recorded in kyc.jobs", "announced in kyc.results", "is delivered")
                .doesNotContain("user-1", "/callback", "Leo");
        assertThat(whole).containsPattern("parked for ke-iprs \\([a-z0-9_]+\\) until 20");
        // The first reference numbers begin as the ID number does.
        assertThat(whole.replaceAll("SmileJobID [0-9]+", "")).doesNotContain("00000000");
        var number = whole.replaceAll("(?s).*as SmileJobID ([0-9]+).*", "$1");
        assertThat(kyc("why", number)).isEqualTo(whole);
    }

    @Test
    void aParkedJobIsListedAndCancelled() {
        var jobId = parkedJob();

        assertThat(kyc("jobs", "list", "--partner", partnerId(), "--state", "parked"))
                .contains(jobId);
        assertThat(kyc("jobs", "cancel", partnerId(), jobId, "--reason", "no longer wanted"))
                .contains("has ended with 1015");

        assertThat(inbox.await(jobId).body().path("ResultCode").asText()).isEqualTo("1015");
        Ledger.awaitQuiet();
        assertThat(Ledger.results(jobId)).isEqualTo(1);
        assertThat(kyc("jobs", "list", "--partner", partnerId(), "--state", "parked"))
                .doesNotContain(jobId);
        assertThat(
                        Ledger.count(
                                "SELECT count(*) FROM worker.audit WHERE action = 'job.cancel' AND subject = ?"
                                        + " AND reason = 'no longer wanted'",
                                partnerId() + "/" + jobId))
                .isEqualTo(1);
        assertThat(kyc("stuck")).contains("without a result");
        assertThat(kyc("dead-letters", "list")).contains("service");
    }

    private String parkedJob() {
        var jobId = partner.newJobId();
        authority.goDown();
        partner.submit(partner.job(jobId, "KE", "NATIONAL_ID", "00000000", inbox.url()));
        Awaitility.await("the job to be asked for and parked")
                .atMost(PATIENCE)
                .until(
                        () ->
                                Ledger.isParked(jobId)
                                        && Ledger.count(
                                                        "SELECT count(*) FROM worker.attempt WHERE job_id = ?",
                                                        jobId)
                                                > 0);
        return jobId;
    }

    private static String partnerId() {
        return Platform.stack().partner().partnerId();
    }

    private String kyc(String... arguments) {
        return commands.run(arguments);
    }
}
