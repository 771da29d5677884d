package dev.kycplatform.intake;

import static io.restassured.RestAssured.given;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.kycplatform.contracts.callback.WebhookId;
import dev.kycplatform.contracts.job.JobKey;
import dev.kycplatform.contracts.seal.Binding;
import dev.kycplatform.contracts.seal.Keysets;
import dev.kycplatform.contracts.seal.Purpose;
import dev.kycplatform.contracts.signature.VendorSignature;
import dev.kycplatform.localstack.testing.TestServers;
import io.restassured.response.Response;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;

/** Talks to the service as partners and operators do, and prepares what other services would have. */
public final class IntakeUnderTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final AtomicInteger JOBS = new AtomicInteger();

    /** One service after another is tested on the same database and topics, and counting begins anew with each. */
    private static final String RUN = UUID.randomUUID().toString();

    private static final AtomicReference<@Nullable RegisteredPartner> PARTNER =
            new AtomicReference<>();

    private IntakeUnderTest() {}

    /** A partner and its secrets, as registered. */
    public record RegisteredPartner(String id, String apiKey) {}

    /** The partner most tests share; the first caller prepares everything. Only within a test: before, no port is known. */
    public static RegisteredPartner partner() {
        var partner = PARTNER.get();
        if (partner == null) {
            makeOthersViews();
            partner = registerPartner();
            PARTNER.set(partner);
        }
        return partner;
    }

    /** Registers a partner and waits until it is in force. */
    public static RegisteredPartner registerPartner() {
        return registerPartner("\"production_enabled\":false");
    }

    /** Disables the partner and waits until that is in force. */
    public static void disable(RegisteredPartner partner) {
        given().auth()
                .oauth2(TestServers.operatorToken())
                .contentType("application/merge-patch+json")
                .body("{\"enabled\":false}")
                .patch("/admin/partners/" + partner.id())
                .then()
                .statusCode(200);
        Awaitility.await("the partner to be disabled")
                .atMost(Duration.ofSeconds(10))
                .until(
                        () ->
                                post("/v1/job_status", signed(partner, "{}"))
                                        .jsonPath()
                                        .getString("code")
                                        .equals("2205"));
    }

    /** The same with settings, a JSON object's members. */
    public static RegisteredPartner registerPartner(String settings) {
        var answer =
                given().auth()
                        .oauth2(TestServers.operatorToken())
                        .contentType("application/json")
                        .body("{\"name\":\"Example Bank\",%s}".formatted(settings))
                        .post("/admin/partners")
                        .then()
                        .statusCode(201)
                        .extract()
                        .jsonPath();
        var partner =
                new RegisteredPartner(answer.getString("partner_id"), answer.getString("api_key"));
        Awaitility.await("the partner to be in force")
                .atMost(Duration.ofSeconds(10))
                .until(() -> !codeWithoutFields(partner).equals("2205"));
        return partner;
    }

    /** What the service answers to a signed request that says nothing: how far the partner comes. */
    public static String codeWithoutFields(RegisteredPartner partner) {
        return post("/v1/job_status", signed(partner, "{}")).jsonPath().getString("code");
    }

    /** A valid async request about test number 0, with a job id of its own. */
    public static ObjectNode request(RegisteredPartner partner) {
        return signed(
                partner,
                """
                {"country":"NG","id_type":"BVN","id_number":"00000000000",
                 "callback_url":"http://127.0.0.1:9/cb",
                 "partner_params":{"job_id":"job-%d-%s","user_id":"user-1","job_type":5}}\
                """
                        .formatted(JOBS.incrementAndGet(), RUN));
    }

    /** The JSON object with the partner's id, the time and its signature added. */
    public static ObjectNode signed(RegisteredPartner partner, String json) {
        try {
            return sign(partner, (ObjectNode) JSON.readTree(json), Instant.now().toString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static ObjectNode sign(RegisteredPartner partner, ObjectNode body, String timestamp) {
        return body.put("partner_id", partner.id())
                .put("timestamp", timestamp)
                .put("signature", VendorSignature.sign(partner.apiKey(), timestamp, partner.id()));
    }

    public static Response post(String path, ObjectNode body) {
        return given().contentType("application/json").body(body.toString()).post(path);
    }

    /** Ends a job of the shared partner's as the worker would have: with these bytes, sealed. */
    public static void storeResult(Keysets keysets, String jobId, String code, byte[] body) {
        storeResult(keysets, partner(), jobId, code, body);
    }

    /** The same for any partner's. */
    public static void storeResult(
            Keysets keysets, RegisteredPartner partner, String jobId, String code, byte[] body) {
        try (var admin = DriverManager.getConnection(TestServers.adminJdbcUrl());
                var find =
                        admin.prepareStatement(
                                "SELECT accepted_at FROM intake.claim WHERE partner_id = ? AND"
                                        + " job_id = ?");
                var store =
                        admin.prepareStatement(
                                "INSERT INTO worker.result VALUES (?, ?, ?, ?, ?)")) {
            find.setString(1, partner.id());
            find.setString(2, jobId);
            var rows = find.executeQuery();
            rows.next();
            var acceptedAt = rows.getObject(1, OffsetDateTime.class);
            var binding =
                    Binding.ofJob(
                            Purpose.RESULT, JobKey.of(partner.id(), jobId), acceptedAt.toInstant());
            store.setObject(1, acceptedAt);
            store.setString(2, partner.id());
            store.setString(3, jobId);
            store.setString(4, code);
            store.setBytes(5, keysets.seal(Purpose.RESULT).seal(body, binding));
            store.executeUpdate();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A callback of the partner's that was tried once, as the dispatcher would show it. */
    public static void storeDelivery(RegisteredPartner partner, String jobId) {
        try (var admin = DriverManager.getConnection(TestServers.adminJdbcUrl());
                var store =
                        admin.prepareStatement(
                                """
                                WITH delivery AS (
                                    INSERT INTO dispatcher.delivery_v1
                                    VALUES (now(), ?, 'https://example.com:443', ?, ?, 'pending', 1, now(), now(),
                                            NULL, 503, now())
                                    RETURNING *)
                                INSERT INTO dispatcher.attempt_v1
                                SELECT accepted_at, webhook_id, endpoint, 1, now(), interval '20 milliseconds',
                                       'deferred', 503, 'refused'
                                FROM delivery\
                                """)) {
            store.setString(1, WebhookId.ofJob(JobKey.of(partner.id(), jobId)).value());
            store.setString(2, partner.id());
            store.setString(3, jobId);
            store.executeUpdate();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** What worker and dispatcher would have made, as far as intake reads it. */
    private static void makeOthersViews() {
        try (var admin = DriverManager.getConnection(TestServers.adminJdbcUrl());
                var statement = admin.createStatement()) {
            statement.execute(
                    """
                    CREATE TABLE IF NOT EXISTS worker.result (
                        accepted_at timestamptz, partner_id text, job_id text, result_code text, body bytea,
                        UNIQUE (accepted_at, partner_id, job_id));
                    CREATE OR REPLACE VIEW worker.result_v1 AS SELECT * FROM worker.result;
                    GRANT USAGE ON SCHEMA worker TO kyc_intake;
                    CREATE TABLE IF NOT EXISTS worker.attempt_v1 (
                        accepted_at timestamptz, partner_id text, job_id text, attempt int, authority text,
                        outcome text, asked_at timestamptz, ended_at timestamptz, next_attempt_at timestamptz);
                    CREATE TABLE IF NOT EXISTS worker.authority_window_v1 (
                        country text, id_type text, window_start timestamptz, asked bigint, answered bigint,
                        last_asked_at timestamptz);
                    CREATE TABLE IF NOT EXISTS worker.parked_job_v1 (
                        partner_id text, job_id text, accepted_at timestamptz, authority text, cause text,
                        attempts int, parked_at timestamptz, next_attempt_at timestamptz,
                        deadline_at timestamptz, PRIMARY KEY (partner_id, job_id));
                    GRANT SELECT ON worker.result_v1, worker.attempt_v1, worker.authority_window_v1,
                        worker.parked_job_v1
                    TO kyc_intake;
                    CREATE TABLE IF NOT EXISTS dispatcher.delivery_v1 (
                        accepted_at timestamptz, webhook_id text, endpoint text, partner_id text, job_id text,
                        state text, attempts int, next_attempt_at timestamptz, first_attempted_at timestamptz,
                        ended_at timestamptz, last_status int, recorded_at timestamptz);
                    CREATE TABLE IF NOT EXISTS dispatcher.attempt_v1 (
                        accepted_at timestamptz, webhook_id text, endpoint text, attempt int, at timestamptz,
                        took interval, outcome text, response_status int, failure text);
                    GRANT USAGE ON SCHEMA dispatcher TO kyc_intake;
                    GRANT SELECT ON dispatcher.delivery_v1, dispatcher.attempt_v1 TO kyc_intake\
                    """);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
