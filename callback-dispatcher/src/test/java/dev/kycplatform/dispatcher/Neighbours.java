package dev.kycplatform.dispatcher;

import dev.kycplatform.contracts.Topics;
import dev.kycplatform.contracts.callback.CallbackAddress;
import dev.kycplatform.contracts.event.Event;
import dev.kycplatform.contracts.event.EventType;
import dev.kycplatform.contracts.job.JobKey;
import dev.kycplatform.contracts.job.KycEnvironment;
import dev.kycplatform.contracts.partner.PartnerChanged;
import dev.kycplatform.contracts.partner.PartnerChanged.SealedSecret;
import dev.kycplatform.contracts.result.JobCompleted;
import dev.kycplatform.contracts.result.ResultCode;
import dev.kycplatform.contracts.result.ResultReference;
import dev.kycplatform.contracts.seal.Binding;
import dev.kycplatform.contracts.seal.Keysets;
import dev.kycplatform.contracts.seal.Purpose;
import dev.kycplatform.eventlog.EventCodec;
import dev.kycplatform.eventlog.EventPublisher;
import dev.kycplatform.localstack.testing.TestServers;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Does what intake and the worker would: makes partners, stores results, publishes that jobs are done. */
@ApplicationScoped
public class Neighbours {
    static final String API_KEY = "a partner's api key";
    static final String WEBHOOK_SECRET =
            "whsec_" + Base64.getEncoder().encodeToString("24 bytes of signing key!".getBytes());
    static final String NEXT_WEBHOOK_SECRET =
            "whsec_" + Base64.getEncoder().encodeToString("24 bytes of another one!".getBytes());
    static final String TRACE = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";
    private static final String API_KEY_ID = "key-1";

    private final EventPublisher publisher;
    private final EventCodec codec;
    private final Keysets keysets;
    private final Clock clock;

    Neighbours(EventPublisher publisher, EventCodec codec, Keysets keysets, Clock clock) {
        this.publisher = publisher;
        this.codec = codec;
        this.keysets = keysets;
        this.clock = clock;
        makeWorkersView();
    }

    /** Registers or changes a partner. */
    void publishPartner(String id, long version, boolean isEnabled) {
        publishPartner(id, version, isEnabled, List.of(WEBHOOK_SECRET));
    }

    /** Registers a partner with signing secrets, newest first. */
    void publishPartner(String id, long version, List<String> webhookSecrets) {
        publishPartner(id, version, true, webhookSecrets);
    }

    private void publishPartner(
            String id, long version, boolean isEnabled, List<String> webhookSecrets) {
        var partner =
                new PartnerChanged(
                        PartnerChanged.SCHEMA_VERSION,
                        id,
                        version,
                        "Example Bank",
                        isEnabled,
                        true,
                        null,
                        List.of(secret(id, API_KEY_ID, API_KEY)),
                        webhookSecrets.stream()
                                .map(value -> secret(id, "whsec-" + value.hashCode(), value))
                                .toList(),
                        null,
                        null,
                        null,
                        null,
                        clock.instant());
        publisher.publishAndAwait(
                new Event(
                        Topics.PARTNERS,
                        id,
                        partner.eventId(),
                        EventType.PARTNER_CHANGED,
                        "/intake-service",
                        id,
                        clock.instant(),
                        codec.encode(partner),
                        null));
    }

    private SealedSecret secret(String partnerId, String id, String value) {
        return new SealedSecret(
                id,
                keysets.seal(Purpose.PARTNER)
                        .seal(bytes(value), PartnerChanged.secretBinding(partnerId, id)),
                null);
    }

    /** Stores a result and publishes it, as the worker does. */
    ResultReference complete(JobKey job, Optional<String> callbackUrl, String body) {
        var reference = new ResultReference(clock.instant().truncatedTo(ChronoUnit.MICROS), job);
        store(reference, callbackUrl, body);
        publish(reference);
        return reference;
    }

    void store(ResultReference reference, Optional<String> callbackUrl, String body) {
        var sealedBody =
                keysets.seal(Purpose.RESULT)
                        .seal(
                                bytes(body),
                                Binding.ofJob(
                                        Purpose.RESULT, reference.key(), reference.acceptedAt()));
        insert(
                reference,
                callbackUrl.map(url -> sealedCallback(reference, url)).orElse(null),
                sealedBody);
    }

    private byte[] sealedCallback(ResultReference reference, String url) {
        return keysets.seal(Purpose.CALLBACK)
                .seal(
                        codec.encode(new CallbackAddress(url, API_KEY_ID)),
                        CallbackAddress.binding(reference.key(), reference.acceptedAt()));
    }

    /** Publishes that a job is done, whether or not it is true. */
    void publish(ResultReference reference) {
        var job = reference.key();
        publish(job, codec.encode(completed(reference)));
    }

    /** Publishes anything at all as news of a job. */
    void publish(JobKey job, byte[] value) {
        publisher.publishAndAwait(
                new Event(
                        Topics.RESULTS,
                        job.toString(),
                        JobCompleted.eventId(job),
                        EventType.JOB_COMPLETED,
                        "/verification-worker",
                        job.toString(),
                        clock.instant(),
                        value,
                        TRACE));
    }

    private JobCompleted completed(ResultReference reference) {
        var job = reference.key();
        return new JobCompleted(
                JobCompleted.SCHEMA_VERSION,
                job.partnerId().value(),
                job.jobId().value(),
                "0000000001",
                KycEnvironment.SANDBOX,
                "NG",
                "BVN",
                "nibss",
                ResultCode.VALID,
                ResultCode.VALID.category(),
                ResultCode.VALID.actions(),
                reference.acceptedAt(),
                reference.acceptedAt(),
                clock.instant(),
                1,
                reference.toString(),
                1,
                "00");
    }

    private static void insert(ResultReference reference, byte @Nullable [] callback, byte[] body) {
        try (var statement =
                Rows.admin()
                        .prepareStatement(
                                """
                                INSERT INTO worker.result
                                    (accepted_at, partner_id, job_id, smile_job_id, lane, country,
                                     id_type, authority, result_code, answered_at, attempts,
                                     user_hash, id_number_hash, callback, body, size, sha256,
                                     trace_parent)
                                VALUES (?, ?, ?, 1, 'async', 'NG', 'BVN', 'nibss', '1012', now(), 1,
                                        '', '', ?, ?, ?, '', ?)""")) {
            statement.setObject(1, reference.acceptedAt().atOffset(ZoneOffset.UTC));
            statement.setString(2, reference.key().partnerId().value());
            statement.setString(3, reference.key().jobId().value());
            statement.setBytes(4, callback);
            statement.setBytes(5, body);
            statement.setInt(6, body.length);
            statement.setString(7, TRACE);
            statement.executeUpdate();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** What the worker's own migration would have made, as far as the dispatcher reads it. */
    public static void makeWorkersView() {
        try (var admin = DriverManager.getConnection(TestServers.adminJdbcUrl());
                var statement = admin.createStatement()) {
            statement.execute(
                    """
                    CREATE TABLE IF NOT EXISTS worker.result (
                        accepted_at timestamptz NOT NULL, partner_id text NOT NULL,
                        job_id text NOT NULL, smile_job_id bigint NOT NULL, lane text NOT NULL,
                        country text NOT NULL, id_type text NOT NULL, authority text NOT NULL,
                        result_code text NOT NULL, asked_at timestamptz,
                        answered_at timestamptz NOT NULL, attempts int NOT NULL,
                        user_hash bytea NOT NULL, id_number_hash bytea NOT NULL, callback bytea,
                        body bytea NOT NULL, size int NOT NULL, sha256 bytea NOT NULL,
                        trace_parent text, recorded_at timestamptz NOT NULL DEFAULT now(),
                        UNIQUE (accepted_at, partner_id, job_id));
                    ALTER TABLE worker.result ALTER COLUMN body SET STORAGE EXTERNAL;
                    CREATE OR REPLACE VIEW worker.result_v1 AS
                        SELECT *, callback IS NOT NULL AS callback_owed FROM worker.result;
                    GRANT USAGE ON SCHEMA worker TO kyc_dispatcher;
                    GRANT SELECT ON worker.result_v1 TO kyc_dispatcher""");
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    Instant now() {
        return clock.instant();
    }
}
