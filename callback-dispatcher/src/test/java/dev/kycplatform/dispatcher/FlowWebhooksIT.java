package dev.kycplatform.dispatcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.standardwebhooks.Webhook;
import com.standardwebhooks.exceptions.WebhookVerificationException;
import dev.kycplatform.contracts.flow.OwedWebhook;
import dev.kycplatform.contracts.job.JobKey;
import dev.kycplatform.dispatcher.Receiver.Received;
import dev.kycplatform.localstack.testing.TestServers;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.awaitility.core.ConditionFactory;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/** Webhooks of flows, on a schema {@code flow} made by hand. The service starts before there is any. */
@QuarkusTest
@QuarkusTestResource(
        value = TestServers.class,
        initArgs = @ResourceArg(name = "role", value = "dispatcher"))
@TestProfile(QuickReconciler.class)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class FlowWebhooksIT {
    private static final String APP = "bank";
    private static final String BODY =
            "{\"event_time\":1780000000,\"event_type\":\"kyc_status\",\"event_details\":{\"outcome\":\"passed\"}}";

    @Inject Flow flow;
    @Inject Neighbours neighbours;

    private final Receiver receiver = new Receiver(0);
    private final String verification = UUID.randomUUID().toString();

    @AfterEach
    void close() {
        receiver.close();
    }

    @Test
    @Order(1)
    void deliversWhatATransitionOwesToEachEndpointSignedInTheHeadersAlone()
            throws WebhookVerificationException {
        // A record that comes before there is a view leads to nothing and harms nobody.
        flow.publish(flow.transition(APP, "before-there-was-anything", 1));
        anotherJobIsDelivered();
        Flow.makeView();
        flow.sign(APP, "e1", Neighbours.NEXT_WEBHOOK_SECRET, Neighbours.WEBHOOK_SECRET);
        flow.sign(APP, "e2", Neighbours.WEBHOOK_SECRET);
        var transition = flow.transition(APP, verification, 3);
        var owed = flow.owe(transition, "kyc_status", "e1", receiver.url("/one?secretquery"), BODY);
        flow.owe(transition, "kyc_status", "e2", receiver.url("/two"), BODY);
        flow.owe(transition, "kyc_action", "e2", receiver.url("/action"), BODY);

        flow.publish(transition);

        soon().until(() -> states().equals(List.of("delivered", "delivered", "delivered")));
        var received = receiver.at("/one").getFirst();
        assertThat(text(received)).isEqualTo(BODY);
        assertThat(received.header("webhook-id")).isEqualTo(owed.webhookId().value());
        assertThat(received.header("traceparent")).isEqualTo(Neighbours.TRACE);
        new Webhook(Neighbours.WEBHOOK_SECRET).verify(text(received), received.headers());
        new Webhook(Neighbours.NEXT_WEBHOOK_SECRET).verify(text(received), received.headers());
        assertThat(receiver.at("/two").getFirst().header("webhook-id"))
                .isEqualTo(owed.webhookId().value());
        assertThat(receiver.at("/action").getFirst().header("webhook-id"))
                .isNotEqualTo(owed.webhookId().value());
        assertThat(rows().toString()).doesNotContain("secretquery", "passed");
        assertThat(rows())
                .extracting(row -> row.get("endpoint"))
                .contains("http://127.0.0.1:" + receiver.port() + "#e1");
        flow.publish(transition);
        anotherJobIsDelivered();
        assertThat(receiver.at("/one")).hasSize(1);
    }

    @Test
    void makesUpForARecordThatNeverCame() {
        Flow.makeView();
        flow.sign(APP, "e1", Neighbours.WEBHOOK_SECRET);
        flow.owe(
                flow.transition(APP, verification, 1),
                "kyc_status",
                "e1",
                receiver.url("/late"),
                BODY);

        soon().until(() -> states().equals(List.of("delivered")));
        assertThat(receiver.at("/late")).hasSize(1);
    }

    @Test
    void signsWithTheSecretsOfTheMomentAndSendsNothingForAnEndpointThatIsNoMore()
            throws WebhookVerificationException {
        Flow.makeView();
        flow.sign(APP, "e3");
        var owed =
                flow.owe(
                        flow.transition(APP, verification, 1),
                        "kyc_status",
                        "e3",
                        receiver.url("/rotated"),
                        BODY);
        soon().until(() -> failures(owed).contains("secret_missing"));

        flow.sign(APP, "e3", Neighbours.NEXT_WEBHOOK_SECRET);
        Rows.update(
                """
                UPDATE dispatcher.delivery SET due_at = now() WHERE job_id = ? AND state = 'pending'\
                """,
                verification);
        Rows.update(
                "UPDATE dispatcher.lane SET wake_at = now() WHERE partner_id = ?", "app:" + APP);

        soon().until(() -> states().equals(List.of("delivered")));
        var received = receiver.at("/rotated").getFirst();
        new Webhook(Neighbours.NEXT_WEBHOOK_SECRET).verify(text(received), received.headers());
    }

    @Test
    void sendsNothingThatWasPutThereForAnother() {
        Flow.makeView();
        flow.sign(APP, "e1", Neighbours.WEBHOOK_SECRET);
        var owed =
                flow.owe(
                        flow.transition(APP, verification, 1),
                        "kyc_status",
                        "e9",
                        receiver.url("/moved"),
                        BODY);
        Rows.update(
                "UPDATE flow.webhook SET endpoint_id = 'e1' WHERE verification_id = ?",
                owed.verificationId());
        // The reconciler passes it, and with it everything after it.
        var after = UUID.randomUUID().toString();
        flow.owe(flow.transition(APP, after, 1), "kyc_status", "e1", receiver.url("/after"), BODY);
        soon().until(() -> receiver.at("/after").size() == 1);

        assertThat(receiver.at("/moved")).isEmpty();
    }

    private void anotherJobIsDelivered() {
        neighbours.publishPartner("021", 1, true);
        for (int i = 0; i < 5; i++) {
            var job = JobKey.of("021", UUID.randomUUID().toString());
            neighbours.complete(job, Optional.of(receiver.url("/other")), "{\"FullData\":{}}");
            soon().until(() -> Rows.state(job).equals("delivered"));
        }
    }

    private List<Map<String, @Nullable Object>> rows() {
        return Rows.deliveries(JobKey.of("app:" + APP, verification));
    }

    private List<String> states() {
        return rows().stream().map(row -> String.valueOf(row.get("state"))).toList();
    }

    private static List<String> failures(OwedWebhook owed) {
        return Rows.attempts(JobKey.of("app:" + APP, owed.verificationId())).stream()
                .map(row -> String.valueOf(row.get("failure")))
                .toList();
    }

    private static String text(Received received) {
        return new String(received.body(), StandardCharsets.UTF_8);
    }

    private static ConditionFactory soon() {
        return await().atMost(Duration.ofSeconds(60)).pollInterval(Duration.ofMillis(50));
    }
}
