package dev.kycplatform.flow.verification.persistence;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.kycplatform.contracts.callback.WebhookId;
import dev.kycplatform.contracts.flow.OwedWebhook;
import dev.kycplatform.contracts.seal.Keysets;
import dev.kycplatform.contracts.seal.Purpose;
import dev.kycplatform.contracts.seal.Seal;
import dev.kycplatform.eventlog.EventCodec;
import dev.kycplatform.flow.verification.Notice;
import dev.kycplatform.flow.verification.OwedWebhooks;
import dev.kycplatform.flow.verification.SigningSecrets;
import dev.kycplatform.flow.verification.Verification;
import dev.kycplatform.flow.verification.WebhookEndpoints;
import dev.kycplatform.storage.SqlFailures;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.UUID;
import javax.sql.DataSource;

/** Webhooks as rows behind {@code flow.webhook_v1}; what they say and where they go is sealed. */
@ApplicationScoped
class SealedWebhooks implements OwedWebhooks {
    private static final String INSERT =
            """
            INSERT INTO flow.webhook
                (accepted_at, webhook_id, endpoint_id, app_handle, verification_id, version, event_type,
                 event_uuid, user_handle, address, body, size)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            ON CONFLICT DO NOTHING\
            """;

    private static final String FORGET =
            """
            DELETE FROM flow.webhook WHERE (accepted_at, webhook_id, endpoint_id) IN (
                SELECT accepted_at, webhook_id, endpoint_id FROM flow.webhook WHERE accepted_at < ?
                ORDER BY accepted_at LIMIT ? FOR UPDATE SKIP LOCKED)\
            """;

    private final DataSource database;
    private final WebhookEndpoints endpoints;
    private final SigningSecrets secrets;
    private final EventCodec codec;
    private final Seal seal;

    SealedWebhooks(
            DataSource database,
            WebhookEndpoints endpoints,
            SigningSecrets secrets,
            EventCodec codec,
            Keysets keysets) {
        this.database = database;
        this.endpoints = endpoints;
        this.secrets = secrets;
        this.codec = codec;
        this.seal = keysets.seal(Purpose.FLOW_WEBHOOK);
    }

    @Override
    public void owe(Verification after, Notice notice) {
        var wanted = endpoints.of(after.entity().appHandle(), notice.eventType());
        if (wanted.isEmpty()) {
            return;
        }
        // A webhook never comes before what it is signed with.
        secrets.update(after.entity().appHandle());
        var id =
                WebhookId.ofVerification(
                        after.entity().appHandle(),
                        after.id().toString(),
                        after.version(),
                        notice.eventType());
        var body = body(after, notice, id);
        wanted.forEach(endpoint -> insert(after, notice, id, endpoint, body));
    }

    @Override
    public int forget(Instant before, int most) {
        try (var connection = database.getConnection();
                var statement = connection.prepareStatement(FORGET)) {
            statement.setObject(1, before.atOffset(ZoneOffset.UTC));
            statement.setInt(2, most);
            return statement.executeUpdate();
        } catch (SQLException e) {
            throw SqlFailures.translated(e);
        }
    }

    private void insert(
            Verification after,
            Notice notice,
            WebhookId id,
            WebhookEndpoints.Endpoint endpoint,
            byte[] body) {
        var owed =
                new OwedWebhook(
                        after.updatedAt(),
                        id,
                        endpoint.id(),
                        after.entity().appHandle(),
                        after.id().toString());
        var sealedBody = seal.seal(body, owed.bodyBinding());
        try (var connection = database.getConnection();
                var statement = connection.prepareStatement(INSERT)) {
            statement.setObject(1, owed.acceptedAt().atOffset(ZoneOffset.UTC));
            statement.setString(2, id.value());
            statement.setString(3, owed.endpointId());
            statement.setString(4, owed.appHandle());
            statement.setString(5, owed.verificationId());
            statement.setLong(6, after.version());
            statement.setString(7, notice.eventType());
            statement.setObject(8, eventUuid(id));
            statement.setString(9, after.entity().userHandle());
            statement.setBytes(
                    10,
                    seal.seal(
                            codec.encode(new OwedWebhook.Address(endpoint.url())),
                            owed.addressBinding()));
            statement.setBytes(11, sealedBody);
            statement.setInt(12, sealedBody.length);
            statement.executeUpdate();
        } catch (SQLException e) {
            throw SqlFailures.translated(e);
        }
    }

    /** Derived from the webhook's id, so that it is the same however often it is asked for; of the form that random ones have. */
    private static UUID eventUuid(WebhookId id) {
        var digest = UUID.nameUUIDFromBytes(id.value().getBytes(StandardCharsets.UTF_8));
        return new UUID(
                (digest.getMostSignificantBits() & ~0xF000L) | 0x4000L,
                digest.getLeastSignificantBits());
    }

    /** Contract, section 8. */
    private static byte[] body(Verification after, Notice notice, WebhookId id) {
        var body = JsonNodeFactory.instance.objectNode();
        body.put("event_time", after.updatedAt().getEpochSecond());
        body.put("event_type", notice.eventType());
        body.put("event_uuid", eventUuid(id).toString());
        var details = body.putObject("event_details");
        details.put("kyc", after.id().toString());
        details.put("entity", after.entity().userHandle());
        details.put("outcome", notice.outcome());
        notice.actionNeeded().ifPresent(action -> details.put("action_needed", action.wire()));
        return body.toString().getBytes(StandardCharsets.UTF_8);
    }
}
