package dev.kycplatform.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.kycplatform.contracts.Principal;
import dev.kycplatform.localstack.Service;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * All services hardened: TLS on every connection, a name and a password for each at a broker that allows what the
 * topics say, an identity provider, and of the keysets those that the chart gives to each. Only the way to a partner's
 * endpoint is left out: a hardened dispatcher goes to no loopback.
 */
class HardenedSecurityIT {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private static HardenedStack stack;

    @BeforeAll
    static void start() throws Exception {
        stack = HardenedStack.start();
    }

    @AfterAll
    static void stop() {
        if (stack != null) {
            stack.close();
        }
    }

    @Test
    void aJobIsAnsweredAnnouncedAndItsCallbackTried() throws Exception {
        var partner = partner();

        var answer = signed(partner, "/v1/id_verification", job("on-the-line"));
        assertThat(answer.path("ResultCode").asText()).as("%s", answer).isEqualTo("1012");

        // Nobody has this name, so that the attempt fails; that it was made is an event.
        var job = job("called-back").put("callback_url", "https://partner.invalid/callback");
        assertThat(signed(partner, "/v1/async_id_verification", job).toString())
                .isEqualTo("{\"success\":true}");
        Awaitility.await("the job to be complete")
                .atMost(PATIENCE)
                .until(
                        () ->
                                signed(partner, "/v1/job_status", status("called-back"))
                                        .path("job_complete")
                                        .asBoolean());
        var downstream = Principal.DOWNSTREAM.wire();
        assertThat(stack.read(downstream, "kyc.results", "called-back"))
                .contains("dev.kycplatform.job.completed");
        assertThat(stack.read(downstream, "kyc.deliveries", "called-back"))
                .contains("dev.kycplatform.delivery.attempted");
    }

    @Test
    void anAppIsMadeByAnOperatorOfTheIdentityProvider() {
        var made =
                stack.post(
                        Service.FLOW,
                        "/admin/apps",
                        "{\"app_handle\":\"example\",\"name\":\"Example\"}",
                        stack.token("operator"));

        assertThat(made.statusCode()).as(made.body()).isEqualTo(201);
    }

    @Test
    void aTokenOfSomebodyElseIsRefused() {
        var refused =
                stack.post(
                        Service.INTAKE,
                        "/admin/partners",
                        "{\"name\":\"Example\"}",
                        stack.tokenOfSomebodyElse("operator"));

        assertThat(refused.statusCode()).isEqualTo(401);
    }

    @Test
    void nothingListensInTheClear() {
        for (var service : Service.values()) {
            assertThat(stack.listensInTheClear(service)).as(service.label()).isFalse();
        }
        assertThatThrownBy(
                        () ->
                                DriverManager.getConnection(
                                        stack.postgres().jdbcUrl("kyc")
                                                + "?sslmode=disable&user=kyc_intake&password="
                                                + HardenedStack.PASSWORD))
                .isInstanceOf(SQLException.class)
                .hasMessageContaining("pg_hba.conf");
    }

    @Test
    void aServiceRefusesToStartOnDevelopmentSettingsAndNamesThem() {
        var log =
                stack.failToStart(
                        Service.WORKER,
                        Map.of(
                                "KAFKA_SECURITY_PROTOCOL", "PLAINTEXT",
                                "QUARKUS_DATASOURCE_JDBC_URL", stack.postgres().jdbcUrl("kyc"),
                                "KYC_KEYSETS", stack.developmentKeysets().toString(),
                                "MP_JWT_VERIFY_ISSUER", "https://localhost/kyc-development",
                                "MP_JWT_VERIFY_PUBLICKEY_LOCATION", "operator-public.pem"));

        assertThat(log)
                .contains(
                        "kyc.hardened=true refuses to start",
                        "kyc.keysets",
                        "kafka.security.protocol",
                        "quarkus.datasource.jdbc.url",
                        "mp.jwt.verify.issuer",
                        "mp.jwt.verify.publickey.location");
    }

    private static JsonNode partner() {
        var made =
                stack.post(
                        Service.INTAKE,
                        "/admin/partners",
                        "{\"name\":\"Example Bank\"}",
                        stack.token("operator"));
        assertThat(made.statusCode()).as(made.body()).isEqualTo(201);
        var partner = HardenedStack.json(made.body());
        Awaitility.await("the partner to be known")
                .atMost(PATIENCE)
                .until(
                        () ->
                                !signed(partner, "/v1/job_status", status("none"))
                                        .path("code")
                                        .asText()
                                        .equals("2205"));
        return partner;
    }

    private static ObjectNode job(String jobId) {
        var job =
                HardenedStack.JSON
                        .createObjectNode()
                        .put("country", "NG")
                        .put("id_type", "BVN")
                        .put("id_number", "00000000000");
        job.putObject("partner_params")
                .put("job_id", jobId)
                .put("user_id", "user-1")
                .put("job_type", 5);
        return job;
    }

    private static ObjectNode status(String jobId) {
        return HardenedStack.JSON.createObjectNode().put("job_id", jobId).put("user_id", "user-1");
    }

    private static JsonNode signed(JsonNode partner, String path, ObjectNode body) {
        return HardenedStack.json(
                stack.post(Service.INTAKE, path, HardenedStack.signed(partner, body), "").body());
    }
}
