package dev.kycplatform.dispatcher;

import dev.kycplatform.contracts.Topics;
import dev.kycplatform.contracts.callback.WebhookId;
import dev.kycplatform.contracts.event.Event;
import dev.kycplatform.contracts.event.EventId;
import dev.kycplatform.contracts.event.EventType;
import dev.kycplatform.contracts.flow.OwedWebhook;
import dev.kycplatform.contracts.flow.OwedWebhook.Secret;
import dev.kycplatform.contracts.flow.OwedWebhook.Secrets;
import dev.kycplatform.contracts.flow.VerificationTrigger;
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
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;

/** Does what the flow service would: stores what its transitions owe, and publishes that they happened. */
@ApplicationScoped
public class Flow {
    private final EventPublisher publisher;
    private final EventCodec codec;
    private final Keysets keysets;
    private final Clock clock;

    Flow(EventPublisher publisher, EventCodec codec, Keysets keysets, Clock clock) {
        this.publisher = publisher;
        this.codec = codec;
        this.keysets = keysets;
        this.clock = clock;
    }

    /** What its migration makes, as far as the dispatcher reads it. */
    static void makeView() {
        execute(
                """
                CREATE TABLE IF NOT EXISTS flow.webhook_endpoint (
                    app_handle text NOT NULL, endpoint_id text NOT NULL, secrets bytea,
                    PRIMARY KEY (app_handle, endpoint_id));
                CREATE TABLE IF NOT EXISTS flow.webhook (
                    accepted_at timestamptz NOT NULL, webhook_id text COLLATE "C" NOT NULL,
                    endpoint_id text COLLATE "C" NOT NULL, app_handle text NOT NULL,
                    verification_id text NOT NULL, version bigint NOT NULL, event_type text NOT NULL,
                    address bytea NOT NULL, body bytea NOT NULL, trace_parent text,
                    recorded_at timestamptz NOT NULL DEFAULT now(),
                    PRIMARY KEY (accepted_at, webhook_id, endpoint_id));
                CREATE OR REPLACE VIEW flow.webhook_v1 AS
                    SELECT w.accepted_at, w.webhook_id, w.endpoint_id, w.app_handle, w.verification_id,
                           w.version, w.event_type, w.address, w.body, octet_length(w.body) AS size,
                           e.secrets, w.trace_parent, w.recorded_at
                    FROM flow.webhook w LEFT JOIN flow.webhook_endpoint e USING (app_handle, endpoint_id);
                GRANT USAGE ON SCHEMA flow TO kyc_dispatcher;
                GRANT SELECT ON flow.webhook_v1 TO kyc_dispatcher\
                """);
    }

    /** An app's endpoint signs with these from now on, newest first. */
    void sign(String app, String endpointId, String... secrets) {
        var sealed =
                keysets.seal(Purpose.FLOW_WEBHOOK)
                        .seal(
                                codec.encode(
                                        new Secrets(
                                                Arrays.stream(secrets)
                                                        .map(value -> new Secret(value, null))
                                                        .toList())),
                                OwedWebhook.secretsBinding(app, endpointId));
        execute(
                """
                INSERT INTO flow.webhook_endpoint VALUES (?, ?, ?)
                ON CONFLICT (app_handle, endpoint_id) DO UPDATE SET secrets = excluded.secrets\
                """,
                app,
                endpointId,
                sealed);
    }

    /** A transition, now. */
    VerificationTrigger transition(String app, String verificationId, long version) {
        return new VerificationTrigger(
                app, verificationId, version, clock.instant().truncatedTo(ChronoUnit.MICROS));
    }

    /** Stores that it owes an endpoint a webhook. */
    OwedWebhook owe(
            VerificationTrigger transition,
            String eventType,
            String endpointId,
            String url,
            String body) {
        var owed =
                new OwedWebhook(
                        transition.changedAt(),
                        WebhookId.ofVerification(
                                transition.appHandle(),
                                transition.verificationId(),
                                transition.version(),
                                eventType),
                        endpointId,
                        transition.appHandle(),
                        transition.verificationId());
        var seal = keysets.seal(Purpose.FLOW_WEBHOOK);
        execute(
                """
                INSERT INTO flow.webhook (accepted_at, webhook_id, endpoint_id, app_handle,
                    verification_id, version, event_type, address, body, trace_parent)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)\
                """,
                owed.acceptedAt().atOffset(ZoneOffset.UTC),
                owed.webhookId().value(),
                endpointId,
                owed.appHandle(),
                owed.verificationId(),
                transition.version(),
                eventType,
                seal.seal(codec.encode(new OwedWebhook.Address(url)), owed.addressBinding()),
                seal.seal(body.getBytes(StandardCharsets.UTF_8), owed.bodyBinding()),
                Neighbours.TRACE);
        return owed;
    }

    /** Publishes that it happened, whether or not it is true. */
    void publish(VerificationTrigger transition) {
        var key = transition.appHandle() + "/an-entity";
        publisher.publishAndAwait(
                new Event(
                        Topics.VERIFICATIONS,
                        key,
                        EventId.of(
                                "verification-changed",
                                transition.appHandle(),
                                transition.verificationId(),
                                Long.toString(transition.version())),
                        EventType.JOB_COMPLETED,
                        "/kyc-flow-service",
                        key,
                        transition.changedAt(),
                        codec.encode(transition),
                        Neighbours.TRACE));
    }

    private static void execute(String sql, Object... arguments) {
        try (var admin = DriverManager.getConnection(TestServers.adminJdbcUrl());
                var statement = admin.prepareStatement(sql)) {
            for (int i = 0; i < arguments.length; i++) {
                statement.setObject(i + 1, arguments[i]);
            }
            statement.execute();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
