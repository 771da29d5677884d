package dev.kycplatform.sandbox;

import static dev.kycplatform.sandbox.AuthorityClient.ask;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Base64;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
class LastDigitsIT {
    @ParameterizedTest
    @ValueSource(strings = {"00000000000", "00000000004"})
    void findThePersonOfTheDocumentationByBvn(String bvn) throws IOException {
        var image =
                ask("ng-nibss", bvn)
                        .statusCode(200)
                        .contentType(ContentType.JSON)
                        .body("BVN", equalTo(bvn))
                        .body("FirstName", equalTo("Joe"))
                        .body("MiddleName", equalTo("Doe"))
                        .body("LastName", equalTo("Leo"))
                        .body("DateOfBirth", equalTo("20-September-2000"))
                        .body("Gender", equalTo("Male"))
                        .body("PhoneNumber1", matchesPattern("[0-9]{10,11}"))
                        .body(
                                "residentialAddress",
                                equalTo("10, Workbox, Ojora Close, Victoria Island, Lagos"))
                        .body("registrationDate", equalTo("20-September-2018"))
                        .extract()
                        .<String>path("ImageBase64");

        var photo = ImageIO.read(new ByteArrayInputStream(Base64.getDecoder().decode(image)));
        assertThat(photo.getHeight()).isEqualTo(320);
    }

    @ParameterizedTest
    @ValueSource(strings = {"00000000", "00000004"})
    void findThePersonOfTheDocumentationByNationalId(String number) {
        ask("ke-iprs", number)
                .statusCode(200)
                .contentType(ContentType.JSON)
                .body("id_no", equalTo(number))
                .body("surname", equalTo("Leo"))
                .body("other_names", equalTo("Joe Doe"))
                .body("date_of_birth", equalTo("2000-09-20"))
                .body("sex", equalTo("M"))
                .body("issue_date", equalTo("2018-09-20"))
                .body("photo", matchesPattern("/9j/.*"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "00000000001",
                "00000000003",
                "00000000005",
                "00000000006",
                "00000000007",
                "00000000008",
                "00000000009",
                "22345678900"
            })
    void findNobodyForTheOthers(String bvn) {
        ask("ng-nibss", bvn)
                .statusCode(404)
                .contentType(ContentType.JSON)
                .body("error", equalTo("not_found"));
        ask("ke-iprs", bvn.substring(3)).statusCode(404).body("error", equalTo("not_found"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"00000000002", "0000000000", "BVN00000000", ""})
    void areRefusedIfTheyEndInTwoOrAreNone(String bvn) {
        ask("ng-nibss", bvn)
                .statusCode(400)
                .contentType(ContentType.JSON)
                .body("error", equalTo("invalid_number"));
    }

    @Test
    void areAskedForWithTheKeyOnly() {
        for (var authority : new String[] {"ng-nibss", "ke-iprs"}) {
            given().contentType(ContentType.JSON)
                    .body("{\"id_number\":\"00000000\"}")
                    .post("/authorities/{name}/lookups", authority)
                    .then()
                    .statusCode(401)
                    .contentType(ContentType.JSON)
                    .body("error", equalTo("unauthorized"));
            given().header("X-Api-Key", "guessed")
                    .contentType(ContentType.JSON)
                    .body("{\"id_number\":\"00000000\"}")
                    .post("/authorities/{name}/lookups", authority)
                    .then()
                    .statusCode(401);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "[]", "{\"id_number\":1}", "{\"id_number\":null}", "null"})
    void areStrings(String body) {
        given().header("X-Api-Key", AuthorityClient.API_KEY)
                .contentType(ContentType.JSON)
                .body(body)
                .post("/authorities/ng-nibss/lookups")
                .then()
                .statusCode(400)
                .body("error", equalTo("invalid_request"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{", "number"})
    void comeInJson(String body) {
        given().header("X-Api-Key", AuthorityClient.API_KEY)
                .contentType(ContentType.JSON)
                .body(body)
                .post("/authorities/ng-nibss/lookups")
                .then()
                .statusCode(400);
    }

    @Test
    void areNotKnownToAnAuthorityThatDoesNotExist() {
        ask("xx-none", "00000000000").statusCode(404);
        given().get("/authorities/xx-none/asked").then().statusCode(404);
        given().get("/authorities/xx-none/faults")
                .then()
                .statusCode(404)
                .contentType("application/problem+json")
                .body("code", equalTo("HTTP_404"));
    }

    @Test
    void findWhatTheIdTypeReturnsAndNothingElse() {
        question("ke-ntsa", "DRIVERS_LICENSE", "00000000")
                .statusCode(200)
                .body("given_names", equalTo("Joe Doe"))
                .body("expires_on", equalTo("2028-09-20"))
                .body("address", nullValue());
        question("ke-kra", "KRA_PIN", "00000000")
                .statusCode(200)
                .body("secondary_number", matchesPattern("A[0-9]{9}P"))
                .body("surname", nullValue());
        question("ke-iprs", "NATIONAL_ID_NO_PHOTO", "00000000")
                .statusCode(200)
                .body("surname", equalTo("Leo"))
                .body("photo", nullValue());
    }

    @Test
    void areRefusedUnderATypeOfAnotherRegister() {
        question("ke-kra", "BVN", "00000000000")
                .statusCode(400)
                .body("error", equalTo("invalid_request"));
    }

    private static ValidatableResponse question(String authority, String type, String number) {
        return given().header("X-Api-Key", AuthorityClient.API_KEY)
                .contentType(ContentType.JSON)
                .body("{\"id_type\":\"%s\",\"id_number\":\"%s\"}".formatted(type, number))
                .post("/authorities/{name}/lookups", authority)
                .then();
    }

    @Test
    void areServedByAHealthyProcess() {
        given().get("/q/health/ready").then().statusCode(200);
        given().get("/q/metrics").then().statusCode(200);
    }
}
