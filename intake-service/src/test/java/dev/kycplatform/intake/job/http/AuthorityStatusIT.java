package dev.kycplatform.intake.job.http;

import static dev.kycplatform.intake.IntakeUnderTest.partner;
import static dev.kycplatform.intake.IntakeUnderTest.post;
import static dev.kycplatform.intake.IntakeUnderTest.signed;
import static org.assertj.core.api.Assertions.assertThat;

import dev.kycplatform.localstack.testing.TestServers;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import java.sql.DriverManager;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(
        value = TestServers.class,
        initArgs = @ResourceArg(name = "role", value = "intake"))
class AuthorityStatusIT {
    private static final String PATH = "/api/v2/partner/id_status";

    @Test
    void tellsWhatTheWorkerCounted() throws SQLException {
        partner();
        counted("GH", "SSNIT", "now()", 20, 19);
        counted("GH", "SSNIT", "now() - interval '20 minutes'", 20, 1);

        var answer = post(PATH, signed(partner(), ID_TYPE.formatted("GH", "SSNIT"))).jsonPath();

        assertThat(answer.getString("last_check_status")).isEqualTo("online");
        assertThat(answer.getString("last_known_status")).isEqualTo("online");
        assertThat(answer.getString("last_check_success_rate")).isEqualTo("95%");
        assertThat(answer.getString("last_hour_success_rate")).isEqualTo("50%");
        assertThat(answer.getString("last_checked")).endsWith("Z");
    }

    @Test
    void saysSoIfNobodyAsked() {
        var answer = post(PATH, signed(partner(), ID_TYPE.formatted("ZA", "NATIONAL_ID")));

        assertThat(answer.asString())
                .isEqualTo(
                        "{\"last_checked\":null,\"last_check_status\":\"unknown\","
                                + "\"last_hour_success_rate\":null,\"last_known_status\":\"unknown\","
                                + "\"last_check_success_rate\":null}");
    }

    @Test
    void isToldOfKnownIdTypesToWhoAsksProperly() {
        assertThat(code("{\"country\":\"GH\"}")).isEqualTo("2213");
        assertThat(code(ID_TYPE.formatted("GH", "BVN"))).isEqualTo("2204");
        assertThat(
                        post(
                                        PATH,
                                        signed(partner(), ID_TYPE.formatted("GH", "SSNIT"))
                                                .put("signature", "x"))
                                .jsonPath()
                                .getString("code"))
                .isEqualTo("2205");
    }

    private static final String ID_TYPE = "{\"country\":\"%s\",\"id_type\":\"%s\"}";

    private static String code(String body) {
        return post(PATH, signed(partner(), body)).jsonPath().getString("code");
    }

    private static void counted(String country, String idType, String at, int asked, int answered)
            throws SQLException {
        try (var admin = DriverManager.getConnection(TestServers.adminJdbcUrl());
                var statement = admin.createStatement()) {
            statement.execute(
                    "INSERT INTO worker.authority_window_v1 VALUES ('%s', '%s', %s, %d, %d, %s)"
                            .formatted(country, idType, at, asked, answered, at));
        }
    }
}
