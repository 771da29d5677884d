package dev.kycplatform.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A partner waits on the line. */
class SyncIT {
    private final PartnerClient partner = Platform.partner();
    private final CallbackInbox inbox = CallbackInbox.open();

    @AfterEach
    void close() {
        inbox.close();
    }

    /** The sandbox's last-digit outcomes (contract, section 7). */
    @ParameterizedTest
    @CsvSource({
        "NG, BVN, 00000000000, 1012, true, Verified, Returned",
        "NG, BVN, 00000000001, 1013, false, Not Verified, Not Returned",
        "NG, BVN, 00000000002, 1014, false, Not Done, Not Applicable",
        "NG, BVN, 00000000003, 1015, false, Issuer Unavailable, Not Returned",
        "NG, BVN, 00000000004, 1012, true, Verified, Returned",
        "NG, BVN, 00000000005, 1014, false, Not Done, Not Applicable",
        "KE, NATIONAL_ID, 00000000, 1012, true, Verified, Returned",
        // Only test numbers exist in the sandbox.
        "NG, BVN, 22212345678, 1014, false, Not Done, Not Applicable"
    })
    void aJobIsAnsweredWithItsResultAndSoAreItsStatusAndItsRepeat(
            String country,
            String idType,
            String idNumber,
            String code,
            boolean isSuccess,
            String verify,
            String info) {
        var jobId = partner.newJobId();
        var job = partner.job(jobId, country, idType, idNumber, inbox.url());

        var answer = partner.verify(job);

        assertThat(answer.status()).isEqualTo(200);
        var body = (ObjectNode) answer.body();
        assertThat(body.path("ResultCode").asText()).isEqualTo(code);
        assertThat(body.path("Actions").path("Verify_ID_Number").asText()).isEqualTo(verify);
        assertThat(body.path("Actions").path("Return_Personal_Info").asText()).isEqualTo(info);
        assertThat(body.path("Source").asText()).isEqualTo("ID API");
        assertThat(body.path("IsFinalResult").asText()).isEqualTo("true");
        assertThat(body.path("PartnerParams")).isEqualTo(job.path("partner_params"));
        assertThat(partner.isSigned(body)).isTrue();

        var repeat = (ObjectNode) partner.verify(job).body();
        assertThat(partner.isSigned(repeat)).isTrue();
        var status = partner.status(jobId, "user-1").body();
        assertThat(status.path("job_success").asBoolean()).isEqualTo(isSuccess);
        for (var signed : new ObjectNode[] {body, repeat}) {
            signed.remove("timestamp");
            signed.remove("signature");
        }
        assertThat(repeat).isEqualTo(body);
        assertThat(status.path("result")).isEqualTo(body);
    }

    @Test
    void anAuthorityThatIsDownIsAFinalAnswerAndNothingIsParkedOrDelivered() {
        var authority = new SandboxAuthority("ke-iprs");
        var jobId = partner.newJobId();
        authority.goDown();
        try {
            var body =
                    partner.verify(partner.job(jobId, "KE", "NATIONAL_ID", "00000000", inbox.url()))
                            .body();

            assertThat(body.path("ResultCode").asText()).isEqualTo("1015");
            assertThat(body.path("IsFinalResult").asText()).isEqualTo("true");
        } finally {
            authority.recover();
        }
        Ledger.awaitQuiet();

        assertThat(Ledger.isParked(jobId)).isFalse();
        assertThat(Ledger.results(jobId)).isEqualTo(1);
        assertThat(Ledger.count("SELECT count(*) FROM dispatcher.delivery WHERE job_id = ?", jobId))
                .isZero();
    }

    @Test
    void sixteenRepeatsAtOnceAreOneJob() throws Exception {
        var authority = new SandboxAuthority("ng-nibss");
        var jobId = partner.newJobId();
        var job = partner.job(jobId, "NG", "BVN", "00000000000", inbox.url());
        authority.answerIn("PT1S");
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var answers =
                    Stream.generate(() -> threads.submit(() -> partner.verify(job)))
                            .limit(16)
                            .toList();
            for (var answer : answers) {
                assertThat(answer.get().body().path("ResultCode").asText()).isEqualTo("1012");
            }
        } finally {
            authority.recover();
        }

        assertThat(Ledger.results(jobId)).isEqualTo(1);
        assertThat(
                        Ledger.count(
                                "SELECT sum(attempts)::bigint FROM worker.result WHERE job_id = ?",
                                jobId))
                .isEqualTo(1);
    }

    @Test
    void theSameJobIdWithOtherContentOrOnTheOtherEndpointIsRefused() {
        var jobId = partner.newJobId();
        var job = partner.job(jobId, "NG", "BVN", "00000000000", inbox.url());
        partner.verify(job);

        var other = partner.verify(partner.job(jobId, "NG", "BVN", "00000000001", inbox.url()));
        var async = partner.submit(job);

        assertThat(other.status()).isEqualTo(400);
        assertThat(other.body().path("code").asText()).isEqualTo("2215");
        assertThat(async.status()).isEqualTo(400);
        assertThat(async.body().path("code").asText()).isEqualTo("2215");
    }
}
