package dev.kycplatform.sandbox;

import static dev.kycplatform.sandbox.AuthorityClient.ask;

import static io.restassured.RestAssured.given;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.matchesPattern;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;

import org.junit.jupiter.api.Test;

import java.util.Map;

@QuarkusTest
@TestProfile(ProductionNumbersIT.Production.class)
class ProductionNumbersIT {
    /** The setting that an operator would turn. */
    public static class Production implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of("kyc.environment", "production");
        }
    }

    @Test
    void areSomebodysEach() {
        var one = ask("ng-nibss", "22345678901").statusCode(200).extract().body().asString();
        var again = ask("ng-nibss", "22345678901").statusCode(200).extract().body().asString();
        var other = ask("ng-nibss", "22345678902").statusCode(200).extract().path("PhoneNumber1");

        assertThat(one).isEqualTo(again).doesNotContain(other.toString());
    }

    @Test
    void areWrittenInTheAuthoritysOwnWay() {
        ask("ng-nibss", "22345678901")
                .body("BVN", equalTo("22345678901"))
                .body("DateOfBirth", matchesPattern("[0-9]{2}-[A-Z][a-z]+-[0-9]{4}"))
                .body("Gender", matchesPattern("Male|Female"));
        ask("ke-iprs", "12345678")
                .statusCode(200)
                .body("id_no", equalTo("12345678"))
                .body("date_of_birth", matchesPattern("[0-9]{4}-[0-9]{2}-[0-9]{2}"))
                .body("sex", matchesPattern("[FM]"));
    }

    /** What would bring something about in a sandbox is a person like any other. */
    @Test
    void haveNoTriggers() {
        given().header("X-Api-Key", AuthorityClient.API_KEY)
                .contentType("application/json")
                .body(
                        "{\"number\":{\"type\":\"SSN\",\"value\":\"420420420\"},"
                                + "\"subject\":{\"first_name\":\"Fraud\",\"birthdate\":\"1970-04-20\"}}")
                .post("/authorities/us-registry/identities")
                .then()
                .statusCode(200)
                .body("record.first_name", equalTo("Fraud"))
                .body("record.birthdate", equalTo("1970-04-20"))
                .body("alerts", empty());
    }

    @Test
    void areRefusedIfTheyAreNone() {
        ask("ng-nibss", "1").statusCode(400).body("error", equalTo("invalid_number"));
    }
}
