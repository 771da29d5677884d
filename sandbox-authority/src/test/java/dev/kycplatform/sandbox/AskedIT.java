package dev.kycplatform.sandbox;

import static dev.kycplatform.sandbox.AuthorityClient.ask;
import static dev.kycplatform.sandbox.AuthorityClient.setFaults;
import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
class AskedIT {
    @BeforeEach
    void startAtZero() {
        AuthorityClient.reset("ng-nibss");
        AuthorityClient.reset("ke-iprs");
    }

    @Test
    void countsQuestionsAndNumbersOfEachAuthority() {
        ask("ng-nibss", "00000000000");
        ask("ng-nibss", "00000000000");
        ask("ng-nibss", "00000000001");

        thenAsked("ng-nibss", 3, 2);
        thenAsked("ke-iprs", 0, 0);
    }

    @Test
    void countsWhatAnAuthorityThatIsDownWasAsked() {
        setFaults("ng-nibss", "{\"outage\":true}");

        ask("ng-nibss", "00000000000").statusCode(503);

        thenAsked("ng-nibss", 1, 1);
    }

    @Test
    void doesNotCountWhoHasNoKey() {
        given().contentType("application/json")
                .body("{\"id_number\":\"00000000000\"}")
                .post("/authorities/ng-nibss/lookups");

        thenAsked("ng-nibss", 0, 0);
    }

    private static void thenAsked(String authority, int asked, int distinctNumbers) {
        given().get("/authorities/{name}/asked", authority)
                .then()
                .statusCode(200)
                .body("asked", equalTo(asked))
                .body("distinct_numbers", equalTo(distinctNumbers));
    }
}
