package dev.kycplatform.intake.partner.http;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import dev.kycplatform.intake.IntakeUnderTest;
import dev.kycplatform.intake.IntakeUnderTest.RegisteredPartner;
import dev.kycplatform.localstack.testing.TestServers;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.awaitility.Awaitility;

/** The calls of operators about partners, and what the audit says of them. */
final class PartnerCalls {
    static final String PATH = "/admin/partners";
    static final Duration IN_FORCE = Duration.ofSeconds(10);

    private PartnerCalls() {}

    static String registered() {
        return register("{\"name\":\"Example Bank\"}").jsonPath().getString("partner_id");
    }

    static JsonPath show(String id) {
        return operator().get(PATH + "/" + id).then().statusCode(200).extract().jsonPath();
    }

    static Response register(String body) {
        return operator().contentType("application/json").body(body).post(PATH);
    }

    static Response patch(String id, String body) {
        return operator()
                .contentType("application/merge-patch+json")
                .body(body)
                .patch(PATH + "/" + id);
    }

    static Response rotate(String id, String kind, String body) {
        return operator()
                .contentType("application/json")
                .body(body)
                .post(PATH + "/" + id + "/" + kind);
    }

    static RequestSpecification operator() {
        return given().auth().oauth2(TestServers.operatorToken());
    }

    static List<Integer> all(List<Callable<Integer>> calls) throws Exception {
        var answers = new ArrayList<Integer>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var answer : threads.invokeAll(calls)) {
                answers.add(answer.get());
            }
        }
        return answers;
    }

    static void assertProblem(Response answer, int status, String named) {
        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(answer.contentType()).startsWith("application/problem+json");
        assertThat(answer.jsonPath().getString("code")).isNotBlank();
        assertThat(answer.jsonPath().getInt("status")).isEqualTo(status);
        assertThat(answer.jsonPath().getString("detail")).contains(named);
    }

    static List<String> audit(String subject) {
        try (var admin = DriverManager.getConnection(TestServers.adminJdbcUrl());
                var statement =
                        admin.prepareStatement(
                                "SELECT operator, action, reason FROM intake.audit WHERE subject = ? ORDER BY id")) {
            statement.setString(1, subject);
            var audited = new ArrayList<String>();
            try (var rows = statement.executeQuery()) {
                while (rows.next()) {
                    audited.add(
                            rows.getString(1) + "|" + rows.getString(2) + "|" + rows.getString(3));
                }
            }
            return audited;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    static void awaitCode(RegisteredPartner partner, String code) {
        Awaitility.await("code " + code).atMost(IN_FORCE).until(() -> code(partner).equals(code));
    }

    /** 2213 says that whoever asks is authenticated. */
    static String code(RegisteredPartner partner) {
        return IntakeUnderTest.codeWithoutFields(partner);
    }
}
