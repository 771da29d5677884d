package dev.kycplatform.flow.verification;

import static dev.kycplatform.flow.FlowUnderTest.post;
import static org.assertj.core.api.Assertions.assertThat;

import dev.kycplatform.flow.FlowUnderTest;
import dev.kycplatform.localstack.testing.TestServers;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** How clients of the classic API, and apps of their partners, ask how a user stands. */
@QuarkusTest
@QuarkusTestResource(
        value = TestServers.class,
        initArgs = @ResourceArg(name = "role", value = "flow"))
class ClassicKycIT {
    @Inject StubWorker worker;

    @Test
    void classicClientsFindWhatTheyLookFor() {
        var user = FlowUnderTest.person(FlowUnderTest.app());
        var before = post(user, "/0.2/check_kyc", "{}").jsonPath();
        assertThat(before.getString("verification_status")).isEqualTo("unverified");
        assertThat(before.getString("message")).contains("requested");

        var requested = post(user, "/0.2/request_kyc", "{}");
        assertThat(requested.statusCode()).isEqualTo(200);
        assertThat(requested.jsonPath().getString("message"))
                .isEqualTo(user.handle() + " submitted for KYC review.");
        var id = requested.jsonPath().getString("verification_uuid");
        var pending = post(user, "/0.2/check_kyc", "{\"kyc_level\":\"KYC-STANDARD\"}").jsonPath();
        assertThat(pending.getString("status")).isEqualTo("FAILURE");
        assertThat(pending.getString("message"))
                .contains("pending ID verification")
                .doesNotContain("passed");
        worker.found(id, 1, Map.of());
        KycCalls.awaitStatus(user, id, "passed");

        var passed = post(user, "/0.2/check_kyc", "{}").jsonPath();
        assertThat(passed.getBoolean("success")).isTrue();
        assertThat(passed.getString("message")).contains("passed").contains(user.handle());
        assertThat(passed.getString("verification_history[0].verification_id")).isEqualTo(id);
        assertThat(passed.getString("verification_history[0].kyc_level")).isEqualTo("KYC-STANDARD");
        assertThat(passed.getList("verification_history[0].reasons")).isEmpty();
        assertThat(passed.getList("verification_history[0].tags")).isEmpty();
        assertThat(passed.getDouble("verification_history[0].score")).isEqualTo(1.0);
        assertThat(passed.getList("valid_kyc_levels")).isEqualTo(List.of("KYC-STANDARD"));
    }

    @Test
    void anUnknownLevelIsRefusedAsAFlowThatIsNotThere() {
        var user = FlowUnderTest.person(FlowUnderTest.app());

        var refused = post(user, "/0.2/request_kyc", "{\"kyc_level\":\"CUSTOM_LEVEL\"}");

        assertThat(refused.statusCode()).isEqualTo(403);
        assertThat(refused.jsonPath().getString("status")).isEqualTo("FAILURE");
        assertThat(refused.jsonPath().getString("message")).contains("KYC flow");
    }

    @Test
    void anAppIsToldHowItsOwnEntityStands() {
        var user = FlowUnderTest.person(FlowUnderTest.app());

        var answer = checkPartner(user.app(), user.app().handle(), user.handle()).jsonPath();

        assertThat(answer.getString("entity_type")).isEqualTo("individual");
        assertThat(answer.getString("verification_status")).isEqualTo("unverified");
    }

    @Test
    void anAppThatNobodyNamedAsPartnerIsAnsweredAsIfThereWereNoSuchUser() {
        var user = FlowUnderTest.person(FlowUnderTest.app());
        var other = FlowUnderTest.app();

        var answer = checkPartner(other, user.app().handle(), user.handle());
        var ofNobody = checkPartner(other, user.app().handle(), "nobody-at-all");

        assertThat(answer.statusCode()).isEqualTo(ofNobody.statusCode()).isNotEqualTo(200);
        assertThat(answer.jsonPath().getString("message"))
                .isEqualTo(ofNobody.jsonPath().getString("message"));
        assertThat(answer.jsonPath().getString("verification_status")).isNull();
    }

    private static Response checkPartner(FlowUnderTest.TestApp asking, String app, String user) {
        var body =
                FlowUnderTest.body(asking, null)
                        .put("query_app_handle", app)
                        .put("query_user_handle", user);
        return post(asking, "/0.2/check_partner_kyc", body);
    }
}
