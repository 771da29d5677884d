package dev.kycplatform.intake.job.http;

import static dev.kycplatform.intake.IntakeUnderTest.partner;
import static dev.kycplatform.intake.IntakeUnderTest.post;
import static dev.kycplatform.intake.IntakeUnderTest.request;

import static io.restassured.RestAssured.given;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kycplatform.contracts.job.IdTypes;
import dev.kycplatform.localstack.testing.TestServers;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;

import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Map;

@QuarkusTest
@QuarkusTestResource(
        value = TestServers.class,
        initArgs = @ResourceArg(name = "role", value = "intake"))
class ServicesIT {
    @Test
    void listEveryRowOfTheRegistryThatIsForPartners() {
        var services = services();

        assertThat(services.getMap("id_types")).doesNotContainKey("US");
        assertThat(services.getMap("hosted_web.enhanced_kyc")).doesNotContainKey("US");
        assertThat(IdTypes.load().forPartners().all())
                .allSatisfy(
                        type -> {
                            var details =
                                    services.getMap(
                                            "hosted_web.enhanced_kyc.%s.id_types.%s"
                                                    .formatted(type.country(), type.name()));
                            assertThat(details)
                                    .containsEntry("label", type.label())
                                    .containsEntry("test_data", type.sample())
                                    .containsKey("id_number_regex");
                            assertThat(
                                            services.getList(
                                                    "id_types.%s.%s"
                                                            .formatted(type.country(), type.name()),
                                                    String.class))
                                    .startsWith(
                                            "country", "id_type", "id_number", "user_id", "job_id")
                                    .containsAll(type.requiredInputs())
                                    .isEqualTo(details.get("required_fields"));
                        });
    }

    @Test
    void haveWhateverClientsDecodeAsRequired() {
        var services = services();

        assertThat(services.getMap("")).containsOnlyKeys("id_types", "bank_codes", "hosted_web");
        assertThat(services.getMap("hosted_web"))
                .containsOnlyKeys(
                        "basic_kyc",
                        "biometric_kyc",
                        "enhanced_kyc",
                        "doc_verification",
                        "enhanced_document_verification",
                        "ekyc_smartselfie");
        assertThat(services.getList("bank_codes"))
                .contains(Map.of("name", "Zenith Bank", "code", "057"));
        assertThat(services.getString("hosted_web.enhanced_kyc.ZA.name")).isEqualTo("South Africa");
        assertThat(services.getString("hosted_web.enhanced_kyc.GH.id_types.SSNIT.id_number_regex"))
                .isEqualTo("^[a-zA-Z]{1}[a-zA-Z0-9]{12,14}$/i");
    }

    @Test
    void sayWhatARequestMustCarry() {
        var request =
                request(partner()).put("id_type", "BANK_ACCOUNT").put("id_number", "0000000000");

        assertThat(post("/v1/async_id_verification", request).jsonPath().getString("code"))
                .isEqualTo("2213");
        assertThat(post("/v1/async_id_verification", request.put("bank_code", "057")).statusCode())
                .isEqualTo(200);
    }

    @Test
    void everyRequiredInputIsOneThatWeRead() {
        var inputs =
                IdTypes.load().forPartners().all().stream()
                        .flatMap(type -> type.requiredInputs().stream())
                        .distinct()
                        .toList();

        assertThat(
                        List.of(
                                "first_name",
                                "last_name",
                                "dob",
                                "bank_code",
                                "citizenship",
                                "session_id"))
                .containsAll(inputs);
    }

    private static JsonPath services() {
        return given().get("/v1/services")
                .then()
                .statusCode(200)
                .contentType("application/json")
                .extract()
                .jsonPath();
    }
}
