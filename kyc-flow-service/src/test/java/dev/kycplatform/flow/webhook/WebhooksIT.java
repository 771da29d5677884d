package dev.kycplatform.flow.webhook;

import static dev.kycplatform.flow.FlowUnderTest.body;
import static dev.kycplatform.flow.FlowUnderTest.post;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.kycplatform.contracts.Topics;
import dev.kycplatform.contracts.command.ReplayDelivery;
import dev.kycplatform.contracts.seal.Keysets;
import dev.kycplatform.contracts.seal.Purpose;
import dev.kycplatform.eventlog.EventCodec;
import dev.kycplatform.eventlog.LiveTopic;
import dev.kycplatform.eventlog.LiveTopics;
import dev.kycplatform.flow.FlowUnderTest;
import dev.kycplatform.flow.FlowUnderTest.TestApp;
import dev.kycplatform.flow.verification.StubWorker;
import dev.kycplatform.localstack.testing.TestServers;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(
        value = TestServers.class,
        initArgs = @ResourceArg(name = "role", value = "flow"))
class WebhooksIT {
    @Inject StubWorker worker;
    @Inject LiveTopics topics;
    @Inject EventCodec codec;
    @Inject Keysets keysets;

    private final List<ReplayDelivery> commands = new CopyOnWriteArrayList<>();
    private @Nullable LiveTopic following;

    @BeforeEach
    void follow() {
        StubDispatcher.makeViews();
        following =
                topics.follow(
                        Topics.COMMANDS,
                        value -> commands.add(codec.decode(value, ReplayDelivery.class)));
    }

    @AfterEach
    void stopFollowing() {
        if (following != null) {
            following.close();
        }
    }

    @Test
    void areSentAgainByTheDispatcherToEveryEndpointThatIsOwedThem() {
        var owed = new OwedToApp(worker);
        var first = owed.endpoint("first", "[\"kyc\"]");
        var second = owed.endpoint("second", "[\"kyc\"]");
        var user = FlowUnderTest.person(owed.app());
        var event = OwedToApp.event(owed.failedRun(user), "kyc");
        StubDispatcher.takeUp(delivered(event, first));
        StubDispatcher.takeUp(delivered(event, second));

        var answer = retry(owed.app(), event);

        assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(200);
        assertThat(answer.jsonPath().getBoolean("success")).isTrue();
        await().atMost(Duration.ofSeconds(30)).until(() -> !of(owed.app()).isEmpty());
        var command = of(owed.app()).getFirst();
        var wanted =
                codec.decode(
                                keysets.seal(Purpose.COMMAND)
                                        .open(command.sealedDeliveries(), command.binding()),
                                ReplayDelivery.Deliveries.class)
                        .deliveries();
        assertThat(wanted)
                .extracting(ReplayDelivery.Wanted::endpoint)
                .containsExactlyInAnyOrder(
                        "http://127.0.0.1:9#" + first, "http://127.0.0.1:9#" + second);
        assertThat(wanted).extracting(ReplayDelivery.Wanted::webhookId).containsOnly(idOf(wanted));
    }

    @Test
    void areOneCommandHoweverOftenTheSameRequestComes() {
        var owed = new OwedToApp(worker);
        var endpoint = owed.endpoint("only", "[\"kyc\"]");
        var event = OwedToApp.event(owed.failedRun(FlowUnderTest.person(owed.app())), "kyc");
        StubDispatcher.takeUp(delivered(event, endpoint));
        var request = body(owed.app(), null).put("event_uuid", event.toString());

        post(owed.app(), "/0.2/retry_webhook", request).then().statusCode(200);
        post(owed.app(), "/0.2/retry_webhook", request).then().statusCode(200);
        post(owed.app(), "/0.2/retry_webhook", request.put("message", "another"))
                .then()
                .statusCode(200);

        await().atMost(Duration.ofSeconds(30)).until(() -> of(owed.app()).size() == 3);
        assertThat(of(owed.app()).stream().map(ReplayDelivery::eventId).distinct()).hasSize(2);
    }

    @Test
    void areNotAskedForWhileTheyAreOnTheirWayAlready() {
        var owed = new OwedToApp(worker);
        owed.endpoint("only", "[\"kyc\"]");
        var event = OwedToApp.event(owed.failedRun(FlowUnderTest.person(owed.app())), "kyc");

        retry(owed.app(), event).then().statusCode(200);

        // What another app asks for afterwards has come, and nothing before it.
        var other = new OwedToApp(worker);
        var endpoint = other.endpoint("only", "[\"kyc\"]");
        var others = OwedToApp.event(other.failedRun(FlowUnderTest.person(other.app())), "kyc");
        StubDispatcher.takeUp(delivered(others, endpoint));
        retry(other.app(), others).then().statusCode(200);
        await().atMost(Duration.ofSeconds(30)).until(() -> !of(other.app()).isEmpty());
        assertThat(of(owed.app())).isEmpty();
    }

    @Test
    void areSomebodysOwn() {
        var owed = new OwedToApp(worker);
        owed.endpoint("only", "[\"kyc\"]");
        var event = OwedToApp.event(owed.failedRun(FlowUnderTest.person(owed.app())), "kyc");
        var stranger = FlowUnderTest.app();

        assertThat(retry(stranger, event).statusCode()).isEqualTo(404);
        assertThat(
                        post(
                                        stranger,
                                        "/0.2/get_webhooks",
                                        body(stranger, null)
                                                .set(
                                                        "search_filters",
                                                        FlowUnderTest.json(
                                                                "{\"uuid\":\"%s\"}"
                                                                        .formatted(event))))
                                .jsonPath()
                                .getList("webhooks"))
                .isEmpty();
    }

    @Test
    void areNotToldOfBeforeTheDispatcherHasRun() {
        StubDispatcher.dropViews();
        var app = FlowUnderTest.app();

        var answer = post(app, "/0.2/get_webhooks", body(app, null));

        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(answer.getHeader("Retry-After")).isNotBlank();
        assertThat(answer.jsonPath().getString("status")).isEqualTo("FAILURE");
        StubDispatcher.makeViews();
        post(app, "/0.2/get_webhooks", body(app, null)).then().statusCode(200);
    }

    private static StubDispatcher.Delivery delivered(UUID event, String endpoint) {
        return new StubDispatcher.Delivery(event, endpoint, "delivered", 1, null, Instant.now());
    }

    private static Response retry(TestApp app, UUID event) {
        return post(app, "/0.2/retry_webhook", body(app, null).put("event_uuid", event.toString()));
    }

    private List<ReplayDelivery> of(TestApp app) {
        return commands.stream()
                .filter(command -> command.requester().equals("app:" + app.handle()))
                .toList();
    }

    private static String idOf(List<ReplayDelivery.Wanted> wanted) {
        return wanted.getFirst().webhookId();
    }
}
