package dev.kycplatform.intake.job.http;

import static dev.kycplatform.intake.IntakeUnderTest.post;
import static dev.kycplatform.intake.IntakeUnderTest.registerPartner;
import static dev.kycplatform.intake.IntakeUnderTest.request;
import static dev.kycplatform.intake.IntakeUnderTest.signed;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.kycplatform.intake.IntakeUnderTest;
import dev.kycplatform.intake.IntakeUnderTest.RegisteredPartner;
import dev.kycplatform.localstack.testing.TestServers;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@TestProfile(AbuseLimitIT.SwitchedOn.class)
@QuarkusTestResource(
        value = TestServers.class,
        initArgs = @ResourceArg(name = "role", value = "intake"))
class AbuseLimitIT {
    private static final String SUBMIT = "/v1/async_id_verification";
    private static final String RESET = "/v1/id_number_rate_limit_reset";
    private static final int MOST = 5;
    private RegisteredPartner partner;

    /** Five of a number; in the sandbox the limit is off by default. */
    public static final class SwitchedOn implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of("intake.abuse-limit.enabled", "true", "intake.abuse-limit.most", "5");
        }
    }

    @BeforeEach
    void prepare() {
        IntakeUnderTest.partner();
        partner = registerPartner();
    }

    @Test
    void blocksANumberThatIsAskedForTooOften() throws SQLException {
        submit(MOST);
        var last = request(partner);

        var answer = post(SUBMIT, last);

        assertThat(answer.statusCode()).isEqualTo(429);
        assertThat(answer.asString())
                .isEqualTo(
                        "{\"error\":\"This ID number has been blocked due to multiple submissions. Please use"
                                + " the designated endpoint to reactivate"
                                + " it.\",\"code\":\"2222\",\"success\":false}");
        assertThat(claims(partner)).isEqualTo(MOST);
    }

    @Test
    void countsNoRepeats() {
        var request = request(partner);
        for (int i = 0; i < 3 * MOST; i++) {
            assertThat(post(SUBMIT, request).statusCode()).isEqualTo(200);
        }

        submit(MOST - 1);
        assertThat(post(SUBMIT, request(partner)).statusCode()).isEqualTo(429);
        assertThat(post(SUBMIT, request).statusCode()).isEqualTo(200);
    }

    @Test
    void countsEachNumberTypeAndPartnerApart() {
        submit(MOST);

        assertThat(post(SUBMIT, request(partner).put("id_number", "00000000001")).statusCode())
                .isEqualTo(200);
        assertThat(post(SUBMIT, request(partner).put("id_type", "NIN")).statusCode())
                .isEqualTo(200);
        assertThat(post(SUBMIT, request(registerPartner())).statusCode()).isEqualTo(200);
    }

    @Test
    void isNotRacedPast() throws Exception {
        var requests = new ArrayList<Callable<Response>>();
        for (int i = 0; i < 40; i++) {
            var request = request(partner);
            requests.add(() -> post(SUBMIT, request));
        }
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var accepted = 0;
            for (var answer : threads.invokeAll(requests)) {
                accepted += answer.get().statusCode() == 200 ? 1 : 0;
            }
            assertThat(accepted).isEqualTo(MOST);
        }
        assertThat(claims(partner)).isEqualTo(MOST);
    }

    @Test
    void beginsAnewAfterAReset() {
        submit(MOST);
        assertThat(post(SUBMIT, request(partner)).statusCode()).isEqualTo(429);

        var answer = post(RESET, reset("BVN"));

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.asString())
                .isEqualTo("{\"message\":\"Rate limit reset successful\",\"success\":\"true\"}");
        submit(MOST);
        assertThat(post(SUBMIT, request(partner)).statusCode()).isEqualTo(429);
    }

    @Test
    void beginsAnewAfterThreeDaysWithoutAJob() throws SQLException {
        submit(MOST);
        age(partner, "3 days 1 second");

        submit(MOST);
        assertThat(post(SUBMIT, request(partner)).statusCode()).isEqualTo(429);
    }

    @Test
    void staysBlockedHoweverOftenItIsTried() throws SQLException {
        submit(MOST);
        age(partner, "2 days 23 hours");

        assertThat(post(SUBMIT, request(partner)).statusCode()).isEqualTo(429);
        age(partner, "2 hours");
        assertThat(post(SUBMIT, request(partner)).statusCode())
                .as("a refusal prolongs nothing")
                .isEqualTo(200);
    }

    @Test
    void isResetOnlyByWhoSaysWhat() {
        assertThat(code(post(RESET, (ObjectNode) reset("BVN").without("id_number"))))
                .isEqualTo("2213");
        assertThat(code(post(RESET, reset("BVN").put("id_type", 5)))).isEqualTo("2204");
        assertThat(code(post(RESET, reset("BVN").put("signature", "x")))).isEqualTo("2205");
    }

    private void submit(int times) {
        for (int i = 0; i < times; i++) {
            assertThat(post(SUBMIT, request(partner)).statusCode()).isEqualTo(200);
        }
    }

    private ObjectNode reset(String idType) {
        return signed(
                partner,
                "{\"country\":\"NG\",\"id_type\":\"%s\",\"id_number\":\"00000000000\"}"
                        .formatted(idType));
    }

    private static String code(Response answer) {
        return answer.jsonPath().getString("code");
    }

    /** As if all were so much longer ago. */
    private static void age(RegisteredPartner partner, String by) throws SQLException {
        try (var admin = DriverManager.getConnection(TestServers.adminJdbcUrl());
                var statement =
                        admin.prepareStatement(
                                "UPDATE intake.id_number_use SET last_at = last_at - ?::interval"
                                        + " WHERE partner_id = ?")) {
            statement.setString(1, by);
            statement.setString(2, partner.id());
            statement.executeUpdate();
        }
    }

    private static long claims(RegisteredPartner partner) throws SQLException {
        try (var admin = DriverManager.getConnection(TestServers.adminJdbcUrl());
                var statement =
                        admin.prepareStatement(
                                "SELECT count(*) FROM intake.claim WHERE partner_id = ?")) {
            statement.setString(1, partner.id());
            try (var rows = statement.executeQuery()) {
                rows.next();
                return rows.getLong(1);
            }
        }
    }
}
