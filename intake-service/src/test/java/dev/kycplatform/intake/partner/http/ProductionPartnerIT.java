package dev.kycplatform.intake.partner.http;

import static dev.kycplatform.intake.IntakeUnderTest.post;
import static dev.kycplatform.intake.IntakeUnderTest.signed;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import dev.kycplatform.intake.IntakeUnderTest.RegisteredPartner;
import dev.kycplatform.localstack.testing.TestServers;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** Who may use a deployment whose environment is production. */
@QuarkusTest
@TestProfile(ProductionPartnerIT.Production.class)
class ProductionPartnerIT {
    private static final Duration IN_FORCE = Duration.ofSeconds(10);

    public static final class Production implements QuarkusTestProfile {
        @Override
        public boolean disableGlobalTestResources() {
            return true;
        }

        @Override
        public List<TestResourceEntry> testResources() {
            return List.of(
                    new TestResourceEntry(
                            TestServers.class,
                            Map.of("role", "intake", "environment", "production")));
        }
    }

    @Test
    void onlyAPartnerWithProductionEnabledIsLetIn() {
        var partner = register();
        awaitCode(partner, "2220");
        var answer = post("/v1/job_status", signed(partner, "{}"));
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.jsonPath().getString("error"))
                .startsWith("Production is not enabled for this account.");

        patch(partner, "{\"production_enabled\":true}");
        awaitCode(partner, "2213");

        patch(partner, "{\"production_enabled\":false}");
        awaitCode(partner, "2220");

        patch(partner, "{\"enabled\":false,\"production_enabled\":true}");
        awaitCode(partner, "2205");
    }

    private static RegisteredPartner register() {
        var made =
                given().auth()
                        .oauth2(TestServers.operatorToken())
                        .body("{\"name\":\"Example Bank\"}")
                        .post("/admin/partners")
                        .then()
                        .statusCode(201)
                        .extract()
                        .jsonPath();
        return new RegisteredPartner(made.getString("partner_id"), made.getString("api_key"));
    }

    private static void patch(RegisteredPartner partner, String body) {
        given().auth()
                .oauth2(TestServers.operatorToken())
                .body(body)
                .patch("/admin/partners/" + partner.id())
                .then()
                .statusCode(200);
    }

    /** 2213 says that whoever asks is let in. */
    private static void awaitCode(RegisteredPartner partner, String code) {
        Awaitility.await("code " + code)
                .atMost(IN_FORCE)
                .until(
                        () ->
                                post("/v1/job_status", signed(partner, "{}"))
                                        .jsonPath()
                                        .getString("code")
                                        .equals(code));
    }
}
