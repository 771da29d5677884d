package dev.kycplatform.intake.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kycplatform.intake.IntakeUnderTest;
import dev.kycplatform.intake.IntakeUnderTest.RegisteredPartner;
import dev.kycplatform.localstack.testing.TestServers;
import dev.kycplatform.vendor.JavaClient;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.sql.DriverManager;
import java.sql.SQLException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** 2201 and 2301: 503 where the same again may succeed, 500 where it may not. Provoked in the database. */
@QuarkusTest
@QuarkusTestResource(
        value = TestServers.class,
        initArgs = @ResourceArg(name = "role", value = "intake"))
class SystemErrorsIT {
    private static final String ASYNC = Endpoint.ASYNC.path();
    private static final String STATUS = Endpoint.STATUS.path();

    private RegisteredPartner partner;

    @BeforeEach
    void prepare() {
        partner = IntakeUnderTest.partner();
    }

    @Test
    void aJobWhoseFateIsUnknownIsAskedForAgain() {
        execute(onClaim("RAISE EXCEPTION 'out of memory' USING ERRCODE = '53200'"));
        try {
            assertSystemError(
                    IntakeUnderTest.post(ASYNC, IntakeUnderTest.request(partner)), 503, "2201");
        } finally {
            execute("DROP TRIGGER broken ON intake.claim");
        }
    }

    @Test
    void aJobThatNobodyForesawIsRefused() {
        execute(onClaim("RETURN NULL"));
        try {
            assertSystemError(
                    IntakeUnderTest.post(ASYNC, IntakeUnderTest.request(partner)), 500, "2201");
        } finally {
            execute("DROP TRIGGER broken ON intake.claim");
        }
    }

    @Test
    void aStatusThatCannotBeReadNowIsAskedForAgain() {
        var jobId = accepted();
        execute("ALTER VIEW worker.result_v1 RENAME TO away");
        try {
            assertSystemError(status(jobId), 503, "2301");
        } finally {
            execute("ALTER VIEW worker.away RENAME TO result_v1");
        }
    }

    @Test
    void aStatusThatCannotBeReadAtAllIsRefused() {
        var jobId = accepted();
        execute(
                "INSERT INTO worker.result (accepted_at, partner_id, job_id, result_code, body)"
                        + " SELECT accepted_at, partner_id, job_id, '1012', 'not sealed'::bytea"
                        + " FROM intake.claim WHERE job_id = '%s'".formatted(jobId));

        assertSystemError(status(jobId), 500, "2301");
    }

    private static void assertSystemError(Response answer, int status, String code) {
        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(answer.asString())
                .isEqualTo(
                        "{\"error\":\"System Error\",\"code\":\"%s\",\"success\":false}"
                                .formatted(code));
        assertThat(answer.contentType()).startsWith("application/json");
        assertThat(JavaClient.refusal(answer.asString()).code()).isEqualTo(code);
        if (status == 503) {
            assertThat(answer.header("Retry-After")).matches("[0-9]+");
        } else {
            assertThat(answer.header("Retry-After")).isNull();
        }
    }

    private String accepted() {
        var request = IntakeUnderTest.request(partner);
        assertThat(IntakeUnderTest.post(ASYNC, request).statusCode()).isEqualTo(200);
        return request.path("partner_params").path("job_id").textValue();
    }

    private Response status(String jobId) {
        return IntakeUnderTest.post(
                STATUS,
                IntakeUnderTest.signed(
                        partner, "{\"job_id\":\"%s\",\"user_id\":\"user-1\"}".formatted(jobId)));
    }

    private static String onClaim(String statement) {
        return """
                CREATE OR REPLACE FUNCTION intake.break_claim() RETURNS trigger LANGUAGE plpgsql AS
                $$ BEGIN %s; END $$;
                CREATE TRIGGER broken BEFORE INSERT ON intake.claim
                FOR EACH ROW EXECUTE FUNCTION intake.break_claim()"""
                .formatted(statement);
    }

    private static void execute(String sql) {
        try (var admin = DriverManager.getConnection(TestServers.adminJdbcUrl());
                var statement = admin.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
