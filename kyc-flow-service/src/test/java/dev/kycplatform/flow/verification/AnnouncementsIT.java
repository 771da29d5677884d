package dev.kycplatform.flow.verification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.kycplatform.contracts.Topics;
import dev.kycplatform.contracts.callback.WebhookId;
import dev.kycplatform.contracts.flow.AppChanged;
import dev.kycplatform.contracts.flow.OwedWebhook;
import dev.kycplatform.contracts.flow.VerificationChanged;
import dev.kycplatform.contracts.seal.Keysets;
import dev.kycplatform.contracts.seal.Purpose;
import dev.kycplatform.eventlog.EventCodec;
import dev.kycplatform.eventlog.LiveTopics;
import dev.kycplatform.flow.FlowUnderTest;
import dev.kycplatform.flow.FlowUnderTest.TestApp;
import dev.kycplatform.localstack.testing.TestServers;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

/** What is told of transitions: events on kyc.verifications, and webhooks in the view that the dispatcher reads. */
@QuarkusTest
@QuarkusTestResource(
        value = TestServers.class,
        initArgs = @ResourceArg(name = "role", value = "flow"))
class AnnouncementsIT {
    private static final String URL = "https://example.com/hooks?who=me";

    @Inject StubWorker worker;
    @Inject LiveTopics topics;
    @Inject EventCodec codec;
    @Inject Keysets keysets;

    /** A row of the view, opened. */
    private record Owed(
            String eventType, long version, String url, Map<?, ?> body, List<String> secrets) {}

    @Test
    void everyTransitionIsAnEventInOrder() {
        var told = new CopyOnWriteArrayList<VerificationChanged>();
        try (var topic =
                topics.follow(
                        Topics.VERIFICATIONS,
                        value -> told.add(codec.decode(value, VerificationChanged.class)))) {
            await().atMost(Duration.ofSeconds(60)).until(topic::isListening);
            var user = FlowUnderTest.person(FlowUnderTest.app());
            var id = KycCalls.started(user);
            worker.found(id, 1, Map.of("FirstName", "Adah"));
            KycCalls.awaitStatus(user, id, "documents_required");
            KycCalls.resume(user, id, "entity", List.of()).then().statusCode(200);
            worker.found(id, 2, Map.of());
            KycCalls.awaitStatus(user, id, "passed");

            await().atMost(Duration.ofSeconds(60))
                    .untilAsserted(
                            () ->
                                    assertThat(of(told, id))
                                            .extracting(VerificationChanged::status)
                                            .containsExactly(
                                                    "pending",
                                                    "documents_required",
                                                    "pending",
                                                    "passed"));
            assertThat(of(told, id))
                    .extracting(VerificationChanged::version)
                    .isSorted()
                    .doesNotHaveDuplicates();
            assertThat(of(told, id).getFirst().appHandle()).isEqualTo(user.app().handle());
            assertThat(of(told, id).getFirst().userHandle()).isEqualTo(user.handle());
        }
    }

    @Test
    void advancedWebhooksAreOwedToEveryEndpointThatWantsThem() {
        var app = FlowUnderTest.app();
        var both = endpoint(app, "{kyc_status,kyc_action}");
        var status = endpoint(app, "{kyc_status}");
        var classic = endpoint(app, "{kyc}");
        var user = FlowUnderTest.person(app);
        var id = KycCalls.started(user);
        worker.found(id, 1, Map.of("FirstName", "Adah"));
        KycCalls.awaitStatus(user, id, "documents_required");
        KycCalls.resume(user, id, "entity", List.of()).then().statusCode(200);
        worker.found(id, 2, Map.of());
        KycCalls.awaitStatus(user, id, "passed");

        assertThat(owed(app, both))
                .extracting(Owed::eventType)
                .containsExactly("kyc_action", "kyc_status");
        assertThat(owed(app, status)).extracting(Owed::eventType).containsExactly("kyc_status");
        assertThat(owed(app, classic)).isEmpty();
        var action = owed(app, both).getFirst();
        assertThat(action.url()).isEqualTo(URL);
        assertThat(action.secrets()).hasSize(1).allMatch(secret -> secret.startsWith("whsec_"));
        assertThat(action.body().get("event_type")).isEqualTo("kyc_action");
        assertThat(action.body().get("event_time")).isInstanceOf(Integer.class);
        assertThat(UUID.fromString(String.valueOf(action.body().get("event_uuid"))).version())
                .isEqualTo(4);
        assertThat(action.body().get("event_details"))
                .isEqualTo(
                        Map.of(
                                "kyc",
                                id,
                                "entity",
                                user.handle(),
                                "outcome",
                                "documents_required",
                                "action_needed",
                                "entity_data"));
        assertThat(owed(app, status).getFirst().body().get("event_details"))
                .isEqualTo(Map.of("kyc", id, "entity", user.handle(), "outcome", "passed"));
    }

    @Test
    void classicWebhooksTellWhatARunCameTo() {
        var app = FlowUnderTest.app();
        var classic = endpoint(app, "{kyc}");
        var user = FlowUnderTest.person(app);
        var id =
                FlowUnderTest.post(user, "/0.2/request_kyc", "{}")
                        .jsonPath()
                        .getString("verification_uuid");
        worker.found(id, 1, Map.of(), "fraud");
        KycCalls.awaitStatus(user, id, "failed");

        var owed = owed(app, classic);
        assertThat(owed).hasSize(1);
        assertThat(owed.getFirst().body().get("event_details"))
                .isEqualTo(Map.of("kyc", id, "entity", user.handle(), "outcome", "failed"));
    }

    private static List<VerificationChanged> of(List<VerificationChanged> told, String id) {
        return told.stream().filter(one -> one.verificationId().equals(id)).toList();
    }

    private String endpoint(TestApp app, String types) {
        var id = UUID.randomUUID().toString().substring(0, 16);
        var url =
                keysets.seal(Purpose.APP)
                        .seal(
                                URL.getBytes(StandardCharsets.UTF_8),
                                AppChanged.endpointBinding(app.handle(), id));
        try (var admin = DriverManager.getConnection(TestServers.adminJdbcUrl());
                var statement =
                        admin.prepareStatement(
                                """
                                INSERT INTO flow.webhook_endpoint
                                    (endpoint_id, app_handle, name, url, event_types, enabled, created_at)
                                VALUES (?, ?, ?, ?, ?::text[], true, now())\
                                """)) {
            statement.setString(1, id);
            statement.setString(2, app.handle());
            statement.setString(3, id);
            statement.setBytes(4, url);
            statement.setString(5, types);
            statement.executeUpdate();
            return id;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private List<Owed> owed(TestApp app, String endpointId) {
        var seal = keysets.seal(Purpose.FLOW_WEBHOOK);
        try (var admin = DriverManager.getConnection(TestServers.adminJdbcUrl());
                var statement =
                        admin.prepareStatement(
                                "SELECT * FROM flow.webhook_v1 WHERE app_handle = ? AND endpoint_id"
                                        + " = ? ORDER BY version")) {
            statement.setString(1, app.handle());
            statement.setString(2, endpointId);
            var all = new ArrayList<Owed>();
            try (var rows = statement.executeQuery()) {
                while (rows.next()) {
                    var owed =
                            new OwedWebhook(
                                    rows.getObject("accepted_at", OffsetDateTime.class).toInstant(),
                                    new WebhookId(rows.getString("webhook_id")),
                                    endpointId,
                                    app.handle(),
                                    rows.getString("verification_id"));
                    all.add(
                            new Owed(
                                    rows.getString("event_type"),
                                    rows.getLong("version"),
                                    codec.decode(
                                                    seal.open(
                                                            rows.getBytes("address"),
                                                            owed.addressBinding()),
                                                    OwedWebhook.Address.class)
                                            .url(),
                                    codec.decode(
                                            seal.open(rows.getBytes("body"), owed.bodyBinding()),
                                            Map.class),
                                    codec
                                            .decode(
                                                    seal.open(
                                                            rows.getBytes("secrets"),
                                                            OwedWebhook.secretsBinding(
                                                                    app.handle(), endpointId)),
                                                    OwedWebhook.Secrets.class)
                                            .secrets()
                                            .stream()
                                            .map(OwedWebhook.Secret::value)
                                            .toList()));
                }
            }
            return all;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
