package dev.kycplatform.sandbox;

import static dev.kycplatform.sandbox.AuthorityClient.setFaults;
import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The formats other than flat JSON, each in its own words. */
@QuarkusTest
class DialectsIT {
    @AfterEach
    void turnEverythingOff() {
        for (var authority : new String[] {"za-dha", "gh-nia", "ng-nimc"}) {
            AuthorityClient.reset(authority);
        }
    }

    @Test
    void nestJsonForWhoHoldsAToken() {
        person(token("za-dha"), "NATIONAL_ID", "0000000000000")
                .statusCode(200)
                .contentType(ContentType.JSON)
                .body("data.id.number", equalTo("0000000000000"))
                .body("data.person.name", equalTo("Leo, Joe Doe"))
                .body("data.person.birth.date", equalTo("2000-09-20"))
                .body("data.person.sex.code", equalTo(1))
                .body("data.images[0].content", startsWith("/9j/"))
                .body("data.validity.from", equalTo("2018-09-20"));
        person(token("za-dha"), "NATIONAL_ID_NO_PHOTO", "0000000000000")
                .statusCode(200)
                .body("data.images", hasSize(0));
        person(token("za-dha"), "NATIONAL_ID", "0000000000001")
                .statusCode(404)
                .body("error.code", equalTo("PERSON_NOT_FOUND"));
        person(token("za-dha"), "NATIONAL_ID", "0000000000002")
                .statusCode(422)
                .body("error.code", equalTo("NUMBER_NOT_VALID"));
        person(token("za-dha"), "PASSPORT", "0000000000000").statusCode(422);
    }

    @Test
    void giveTokensForTheSecretOnlyAndEachForOneAuthority() {
        given().auth()
                .preemptive()
                .basic("kyc-platform", "guessed")
                .formParam("grant_type", "client_credentials")
                .post("/authorities/za-dha/oauth2/token")
                .then()
                .statusCode(401)
                .body("error", equalTo("invalid_client"));
        given().auth()
                .preemptive()
                .basic("kyc-platform", "for-tokens-of-the-tests")
                .formParam("grant_type", "password")
                .post("/authorities/za-dha/oauth2/token")
                .then()
                .statusCode(400)
                .body("error", equalTo("unsupported_grant_type"));
        person("guessed", "NATIONAL_ID", "0000000000000").statusCode(401);
        person(token("ug-nira"), "NATIONAL_ID", "0000000000000").statusCode(401);
        given().get("/authorities/za-dha/asked").then().body("asked", equalTo(0));
    }

    @Test
    void speakSoapToWhoHasThePassword() {
        soap("GHANA_CARD", "GHA-000000000-0", "a-password-of-the-tests")
                .statusCode(200)
                .contentType("text/xml")
                .body("Envelope.Body.IdentityResponse.Identity.Surname", equalTo("Leo"))
                .body("Envelope.Body.IdentityResponse.Identity.Forename[1]", equalTo("Doe"))
                .body("Envelope.Body.IdentityResponse.Identity.DateOfBirth", equalTo("20/09/2000"))
                .body(
                        "Envelope.Body.IdentityResponse.Identity.Photograph",
                        matchesPattern("(?s)/9j/.*\r?\n.*"));
        soap("GHANA_CARD", "GHA-000000000-1", "a-password-of-the-tests")
                .statusCode(500)
                .body("Envelope.Body.Fault.detail.ErrorCode", equalTo("NOT_FOUND"));
        soap("GHANA_CARD", "GHA-000000000-2", "a-password-of-the-tests")
                .statusCode(500)
                .body("Envelope.Body.Fault.detail.ErrorCode", equalTo("BAD_NUMBER"));
        soap("BVN", "1", "a-password-of-the-tests")
                .statusCode(500)
                .body("Envelope.Body.Fault.detail.ErrorCode", equalTo("BAD_REQUEST"));
        soap("GHANA_CARD", "GHA-000000000-0", "guessed").statusCode(401);
    }

    @Test
    void takeFormsAndAnswer200WhateverTheySay() {
        form("NIN_SLIP", "00000000000")
                .statusCode(200)
                .contentType(ContentType.JSON)
                .body("response_code", equalTo("00"))
                .body("response[0].firstname", equalTo("Joe"))
                .body("response[0].birthdate", equalTo("20-09-2000"))
                .body("response[0].gender", equalTo("m"))
                .body("response[0].slip", startsWith("data:image/jpeg;base64,"));
        form("NIN", "00000000001")
                .statusCode(200)
                .body("response_code", equalTo("01"))
                .body("response", nullValue());
        form("NIN", "00000000002").statusCode(200).body("response_code", equalTo("02"));
        form("BVN", "00000000000").statusCode(400);
        given().formParam("category", "NIN")
                .formParam("number", "00000000000")
                .post("/authorities/ng-nimc/search")
                .then()
                .statusCode(401);
    }

    @ParameterizedTest
    @CsvSource({"{\"outage\":true}, 503", "{\"error_rate\":1}, 500"})
    void failInTheirOwnFormat(String faults, int status) {
        var token = token("za-dha");
        for (var authority : new String[] {"za-dha", "gh-nia", "ng-nimc"}) {
            setFaults(authority, faults);
        }

        person(token, "NATIONAL_ID", "0000000000000")
                .statusCode(status)
                .body("error.code", equalTo("NO_SERVICE"));
        soap("GHANA_CARD", "GHA-000000000-0", "a-password-of-the-tests")
                .statusCode(status)
                .body("Envelope.Body.Fault.detail.ErrorCode", equalTo("NO_SERVICE"));
        form("NIN", "00000000000").statusCode(status).body("response_code", equalTo("99"));
        for (var authority : new String[] {"za-dha", "gh-nia", "ng-nimc"}) {
            given().get("/authorities/{name}/asked", authority).then().body("asked", equalTo(1));
        }
    }

    @Test
    void areSpokenByTheirAuthoritiesOnly() {
        AuthorityClient.ask("gh-nia", "GHA-000000000-0").statusCode(404);
        given().get("/authorities/gh-nia/persons/GHANA_CARD/GHA-000000000-0")
                .then()
                .statusCode(404);
        given().formParam("number", "1").post("/authorities/ke-kra/search").then().statusCode(404);
        given().contentType("text/xml")
                .body("<a/>")
                .post("/authorities/ke-kra/soap")
                .then()
                .statusCode(404);
    }

    private static String token(String authority) {
        return given().auth()
                .preemptive()
                .basic("kyc-platform", "for-tokens-of-the-tests")
                .formParam("grant_type", "client_credentials")
                .post("/authorities/{name}/oauth2/token", authority)
                .then()
                .statusCode(200)
                .body("token_type", equalTo("Bearer"))
                .body("expires_in", equalTo(300))
                .extract()
                .path("access_token");
    }

    private static ValidatableResponse person(String token, String type, String number) {
        return given().header("Authorization", "Bearer " + token)
                .get("/authorities/za-dha/persons/{type}/{number}", type, number)
                .then();
    }

    private static ValidatableResponse soap(String type, String number, String password) {
        return given().auth()
                .preemptive()
                .basic("kyc-platform", password)
                .contentType("text/xml; charset=utf-8")
                .body(
                        """
                        <s:Envelope xmlns:s="http://schemas.xmlsoap.org/soap/envelope/"><s:Body>\
                        <IdentityRequest xmlns="urn:registry:identity:1"><IdType>%s</IdType>\
                        <IdNumber>%s</IdNumber></IdentityRequest></s:Body></s:Envelope>"""
                                .formatted(type, number))
                .post("/authorities/gh-nia/soap")
                .then();
    }

    private static ValidatableResponse form(String type, String number) {
        return given().header("X-Api-Key", AuthorityClient.API_KEY)
                .formParam("category", type)
                .formParam("number", number)
                .post("/authorities/ng-nimc/search")
                .then();
    }
}
