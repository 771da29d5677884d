package dev.kycplatform.intake.job.http;

import static dev.kycplatform.intake.IntakeUnderTest.post;
import static dev.kycplatform.intake.IntakeUnderTest.request;
import static dev.kycplatform.intake.IntakeUnderTest.signed;
import static org.assertj.core.api.Assertions.assertThat;

import dev.kycplatform.contracts.seal.Keysets;
import dev.kycplatform.contracts.signature.VendorSignature;
import dev.kycplatform.intake.IntakeUnderTest;
import dev.kycplatform.intake.IntakeUnderTest.RegisteredPartner;
import dev.kycplatform.localstack.testing.TestServers;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(
        value = TestServers.class,
        initArgs = @ResourceArg(name = "role", value = "intake"))
class JobStatusIT {
    private static final String PATH = "/v1/job_status";
    private static final String BODY =
            "{\"ResultType\":\"ID Verification\",\"ResultCode\":\"1013\",\"Source\":\"Async ID API\"}";
    private RegisteredPartner partner;

    @Inject Keysets keysets;

    @BeforeEach
    void prepare() {
        partner = IntakeUnderTest.partner();
    }

    @Test
    void aJobWithoutAResultIsPending() {
        var jobId = accepted();

        var answer = status(jobId, "user-1");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.jsonPath().getBoolean("job_complete")).isFalse();
        assertThat(answer.jsonPath().getBoolean("job_success")).isFalse();
        assertThat(answer.jsonPath().getString("code")).isEqualTo("2302");
        assertThat(answer.jsonPath().getMap("$")).containsEntry("result", null);
        assertSigned(answer);
    }

    @Test
    void aResultIsShownAsItIsStored() throws Exception {
        var jobId = accepted();
        storeResult(jobId);

        var answer = status(jobId, "user-1");

        assertThat(answer.jsonPath().getBoolean("job_complete")).isTrue();
        assertThat(answer.jsonPath().getBoolean("job_success")).isFalse();
        assertThat(answer.asString()).contains("\"result\":" + BODY);
        assertThat(answer.jsonPath().getMap("$")).doesNotContainKeys("history", "image_links");
        assertSigned(answer);
    }

    @Test
    void historyAndImageLinksComeWhenAsked() throws Exception {
        var jobId = accepted();
        storeResult(jobId);

        var answer =
                post(
                        PATH,
                        signed(
                                partner,
                                "{\"job_id\":\"%s\",\"user_id\":\"user-1\",\"history\":true,\"image_links\":\"true\"}"
                                        .formatted(jobId)));

        assertThat(answer.jsonPath().getList("history")).hasSize(1);
        assertThat(answer.jsonPath().getMap("image_links")).isEmpty();
    }

    @Test
    void anotherUsersAndAnotherPartnersJobDoNotExist() {
        var jobId = accepted();
        var stranger = IntakeUnderTest.registerPartner();

        var nobody = status("no-such-job", "user-1");
        var otherUser = status(jobId, "user-2");
        var otherPartner =
                post(
                        PATH,
                        signed(
                                stranger,
                                "{\"job_id\":\"%s\",\"user_id\":\"user-1\"}".formatted(jobId)));

        for (var answer : new Response[] {nobody, otherUser, otherPartner}) {
            assertThat(answer.statusCode()).isEqualTo(400);
            assertThat(answer.jsonPath().getString("code")).isEqualTo("2313");
        }
        assertSigned(nobody);
        assertSigned(otherUser);
    }

    private String accepted() {
        var body = request(partner);
        assertThat(post("/v1/async_id_verification", body).statusCode()).isEqualTo(200);
        return body.get("partner_params").get("job_id").textValue();
    }

    private Response status(String jobId, String userId) {
        return post(
                PATH,
                signed(partner, "{\"job_id\":\"%s\",\"user_id\":\"%s\"}".formatted(jobId, userId)));
    }

    private void assertSigned(Response answer) {
        var json = answer.jsonPath();
        assertThat(json.getString("signature"))
                .isEqualTo(
                        VendorSignature.sign(
                                partner.apiKey(), json.getString("timestamp"), partner.id()));
    }

    private void storeResult(String jobId) {
        IntakeUnderTest.storeResult(keysets, jobId, "1013", BODY.getBytes(StandardCharsets.UTF_8));
    }
}
