package dev.kycplatform.sandbox;

import static io.restassured.RestAssured.given;

import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;

/** Asks the authorities and turns their knobs, as the tests need it. */
final class AuthorityClient {
    static final String API_KEY = "known-to-the-tests-only";

    private AuthorityClient() {}

    static ValidatableResponse ask(String authority, String idNumber) {
        return given().header("X-Api-Key", API_KEY)
                .contentType(ContentType.JSON)
                .body("{\"id_number\":\"" + idNumber + "\"}")
                .post("/authorities/{name}/lookups", authority)
                .then();
    }

    static ValidatableResponse setFaults(String authority, String faults) {
        return given().contentType(ContentType.JSON)
                .body(faults)
                .put("/authorities/{name}/faults", authority)
                .then();
    }

    /** Turns all knobs off and sets the counters to zero. */
    static void reset(String authority) {
        given().delete("/authorities/{name}/faults", authority).then().statusCode(204);
        given().delete("/authorities/{name}/asked", authority).then().statusCode(204);
    }
}
