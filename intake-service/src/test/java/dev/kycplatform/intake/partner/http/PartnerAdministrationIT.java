package dev.kycplatform.intake.partner.http;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import dev.kycplatform.localstack.testing.TestServers;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.sql.DriverManager;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(
        value = TestServers.class,
        initArgs = @ResourceArg(name = "role", value = "intake"))
class PartnerAdministrationIT {
    private static final String PATH = "/admin/partners";

    @Test
    void registersAPartnerUnderTheIdWantedAndAuditsIt() throws Exception {
        var answer = register("{\"partner_id\":\"007\",\"name\":\"Example Bank\"}");

        assertThat(answer.statusCode()).isEqualTo(201);
        assertThat(answer.jsonPath().getString("partner_id")).isEqualTo("007");
        assertThat(answer.jsonPath().getString("api_key")).isNotBlank();
        assertThat(answer.jsonPath().getString("webhook_secret")).startsWith("whsec_");
        try (var admin = DriverManager.getConnection(TestServers.adminJdbcUrl());
                var rows =
                        admin.createStatement()
                                .executeQuery(
                                        "SELECT operator, action FROM intake.audit WHERE subject = '007'")) {
            assertThat(rows.next()).isTrue();
            assertThat(rows.getString("operator")).isEqualTo("developer");
            assertThat(rows.getString("action")).isEqualTo("partner.register");
        }
    }

    @Test
    void listsPartnersWithoutTheirSecrets() {
        var secrets = register("{\"name\":\"Listed\"}").jsonPath();

        var list = given().auth().oauth2(TestServers.operatorToken()).get(PATH);

        assertThat(list.jsonPath().getList("partner_id")).contains(secrets.getString("partner_id"));
        assertThat(list.asString())
                .doesNotContain(secrets.getString("api_key"))
                .doesNotContain(secrets.getString("webhook_secret"));
    }

    @Test
    void refusesATakenIdAnInvalidOneAndAMissingName() {
        register("{\"partner_id\":\"008\",\"name\":\"First\"}");

        assertProblem(register("{\"partner_id\":\"008\",\"name\":\"Second\"}"), 409);
        assertProblem(register("{\"partner_id\":\"app:x\",\"name\":\"Reserved\"}"), 400);
        assertProblem(register("{}"), 400);
        assertProblem(register(""), 400);
        assertProblem(register("{broken"), 400);
    }

    @Test
    void refusesWhoeverIsNoOperator() {
        assertProblem(given().get(PATH), 401);
        assertProblem(given().auth().oauth2("nonsense").get(PATH), 401);
        assertProblem(given().header("Authorization", "Basic eDp5").get(PATH), 401);
    }

    private static Response register(String body) {
        return given().auth()
                .oauth2(TestServers.operatorToken())
                .contentType("application/json")
                .body(body)
                .post(PATH);
    }

    private static void assertProblem(Response answer, int status) {
        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(answer.contentType()).startsWith("application/problem+json");
        assertThat(answer.jsonPath().getString("code")).isNotBlank();
    }
}
