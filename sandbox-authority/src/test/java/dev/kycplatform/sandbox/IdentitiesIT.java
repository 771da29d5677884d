package dev.kycplatform.sandbox;

import static dev.kycplatform.sandbox.AuthorityClient.setFaults;

import static io.restassured.RestAssured.given;

import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The register of identities, over HTTP. */
@QuarkusTest
class IdentitiesIT {
    private static final String ADA =
            """
            {"first_name":"Ada","last_name":"Lovelace","birthdate":"1990-08-19","email":"a@b.example","phone":"555",\
            "address":{"line_1":"123 Main Street","city":"New City","state":"OR","postal_code":"97204","country":"US"}}""";

    @AfterEach
    void turnEverythingOff() {
        AuthorityClient.reset("us-registry");
    }

    @Test
    void tellWhatTheyWereTold() {
        identify("SSN", "123-45-6789", ADA)
                .statusCode(200)
                .contentType("application/json")
                .body("outcome", equalTo("RECORD"))
                .body("record.first_name", equalTo("Ada"))
                .body("record.birthdate", equalTo("1990-08-19"))
                .body("record.address.line_1", equalTo("123 Main Street"))
                .body("record.address.line_2", nullValue())
                .body("record.email", equalTo("a@b.example"))
                .body("alerts", empty());
    }

    @Test
    void actOnTriggers() {
        identify("SSN", "123456789", ADA.replace("Ada", "Fraud"))
                .statusCode(200)
                .body("record.first_name", equalTo("Fraud"))
                .body("alerts", contains("fraud"));
        identify("EIN", "420420420", "{\"entity_name\":\"A Company\"}")
                .statusCode(404)
                .body("outcome", equalTo("NO_RECORD"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"first_name\":7}",
                "{\"birthdate\":\"tomorrow\"}",
                "[]",
                "{\"first_name\":\"\"}"
            })
    void refuseToGuess(String subject) {
        identify("SSN", "123456789", subject)
                .statusCode(422)
                .body("outcome", equalTo("BAD_QUESTION"));
        identify("PASSPORT", "123456789", ADA).statusCode(422);
        identify("SSN", "1", ADA).statusCode(422);
    }

    @Test
    void wantAKeyAreCountedAndFailLikeAllOthers() {
        given().contentType("application/json")
                .body(question("SSN", "123456789", ADA))
                .post("/authorities/us-registry/identities")
                .then()
                .statusCode(401);
        given().get("/authorities/us-registry/asked").then().body("asked", equalTo(0));

        setFaults("us-registry", "{\"outage\":true}");
        identify("SSN", "123456789", ADA).statusCode(503).body("outcome", equalTo("NO_SERVICE"));

        given().get("/authorities/us-registry/asked").then().body("asked", equalTo(1));
        given().header("X-Api-Key", AuthorityClient.API_KEY)
                .contentType("application/json")
                .body(question("SSN", "123456789", ADA))
                .post("/authorities/ke-kra/identities")
                .then()
                .statusCode(404);
    }

    private static ValidatableResponse identify(String type, String number, String subject) {
        return given().header("X-Api-Key", AuthorityClient.API_KEY)
                .contentType("application/json")
                .body(question(type, number, subject))
                .post("/authorities/us-registry/identities")
                .then();
    }

    private static String question(String type, String number, String subject) {
        return "{\"number\":{\"type\":\"%s\",\"value\":\"%s\"},\"subject\":%s}"
                .formatted(type, number, subject);
    }
}
