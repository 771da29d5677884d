package dev.kycplatform.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.util.RawValue;
import dev.kycplatform.vendor.JavaClient;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A job travels from a partner's request to its signed callback. */
class FirstLightIT {
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
        "KE, NATIONAL_ID, 00000000, 1012, true, Verified, Returned",
        "KE, NATIONAL_ID, 00000001, 1013, false, Not Verified, Not Returned",
        "KE, NATIONAL_ID, 00000002, 1014, false, Not Done, Not Applicable",
        "KE, NATIONAL_ID, 00000003, 1015, false, Issuer Unavailable, Not Returned",
        // Only test numbers exist in the sandbox.
        "NG, BVN, 22212345678, 1014, false, Not Done, Not Applicable"
    })
    void aJobEndsInItsCallbackAndItsStatus(
            String country,
            String idType,
            String idNumber,
            String code,
            boolean isSuccess,
            String verify,
            String info) {
        var jobId = partner.newJobId();

        var answer = partner.submit(partner.job(jobId, country, idType, idNumber, inbox.url()));

        assertThat(answer.raw().body()).isEqualTo("{\"success\":true}");
        var callback = inbox.await(jobId);
        var body = (ObjectNode) callback.body();
        assertThat(JavaClient.result(callback.text()).resultCode()).isEqualTo(code);
        assertThat(body.path("Actions").path("Verify_ID_Number").asText()).isEqualTo(verify);
        assertThat(body.path("Actions").path("Return_Personal_Info").asText()).isEqualTo(info);
        assertThat(body.path("Source").asText()).isEqualTo("Async ID API");
        assertThat(body.path("IsFinalResult").asText()).isEqualTo("true");
        assertThat(body.path("FullData").isObject()).isTrue();
        assertThat(body.path("SmileJobID").asText()).matches("[0-9]{10,}");
        assertThat(partner.isSigned(body)).isTrue();
        assertThat(callback.isSignedWith(Platform.stack().partner().webhookSecret())).isTrue();
        assertThat(callback.webhookId()).startsWith("msg_");

        var answered = partner.status(jobId, "user-1");
        assertThat(JavaClient.status(answered.raw().body()).result()).isNotNull();
        var status = answered.body();
        assertThat(status.path("job_complete").asBoolean()).isTrue();
        assertThat(status.path("job_success").asBoolean()).isEqualTo(isSuccess);
        assertThat(status.path("code").asText()).isEqualTo("2302");
        assertThat(partner.isSigned(status)).isTrue();
        body.remove("timestamp");
        body.remove("signature");
        assertThat(status.path("result")).isEqualTo(body);
    }

    @Test
    void partnerParamsComeBackByteForByte() {
        var jobId = partner.newJobId();
        var params =
                """
                {"job_id":"%s", "user_id":"user-1","job_type":"5","n":[1.50,{"é":"\\u00e9"}],"more":20}"""
                        .formatted(jobId);
        var job = partner.job(jobId, "NG", "BVN", "00000000000", inbox.url());
        job.putRawValue("partner_params", new RawValue(params));

        partner.submit(job);

        assertThat(inbox.await(jobId).text()).contains("\"PartnerParams\":" + params + ",");
    }

    @Test
    void anEndpointThatFailsGetsTheSameMessageAgain() {
        var jobId = partner.newJobId();
        inbox.answer(500, Duration.ZERO);
        partner.submit(partner.job(jobId, "NG", "BVN", "00000000000", inbox.url()));
        Awaitility.await("the delivery to have failed once")
                .atMost(Duration.ofSeconds(30))
                .until(() -> Ledger.attempts(jobId) > 0);

        inbox.answer(200, Duration.ZERO);

        var callback = inbox.await(jobId);
        assertThat(callback.isSignedWith(Platform.stack().partner().webhookSecret())).isTrue();
        assertThat(partner.isSigned(callback.body())).isTrue();
    }

    @Test
    void anAuthorityThatIsDownIsAskedAgainUntilItAnswers() {
        var authority = new SandboxAuthority("ke-iprs");
        var jobId = partner.newJobId();
        authority.goDown();
        try {
            partner.submit(partner.job(jobId, "KE", "NATIONAL_ID", "00000000", inbox.url()));
            Awaitility.await("the job to be parked")
                    .atMost(Duration.ofSeconds(30))
                    .until(() -> Ledger.isParked(jobId));
            assertThat(partner.status(jobId, "user-1").body().path("job_complete").asBoolean())
                    .isFalse();
        } finally {
            authority.recover();
        }

        assertThat(inbox.await(jobId).body().path("ResultCode").asText()).isEqualTo("1012");
        assertThat(Ledger.isParked(jobId)).isFalse();
    }

    @Test
    void aRepeatedRequestIsOneJobOneResultOneCallback() {
        var jobId = partner.newJobId();
        var job = partner.job(jobId, "NG", "BVN", "00000000000", inbox.url());

        for (int i = 0; i < 5; i++) {
            assertThat(partner.submit(job).raw().body()).isEqualTo("{\"success\":true}");
        }
        inbox.await(jobId);
        assertThat(partner.submit(job).raw().body()).isEqualTo("{\"success\":true}");
        Ledger.awaitQuiet();

        assertThat(inbox.delivered(jobId)).hasSize(1);
        assertThat(Ledger.results(jobId)).isEqualTo(1);
    }
}
