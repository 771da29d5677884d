package dev.kycplatform.dispatcher;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import dev.kycplatform.contracts.Topics;
import dev.kycplatform.contracts.callback.WebhookId;
import dev.kycplatform.contracts.command.ReplayDelivery;
import dev.kycplatform.contracts.command.ReplayDelivery.Wanted;
import dev.kycplatform.contracts.event.Event;
import dev.kycplatform.contracts.event.EventHeaders;
import dev.kycplatform.contracts.event.EventType;
import dev.kycplatform.contracts.job.JobKey;
import dev.kycplatform.contracts.job.PartnerId;
import dev.kycplatform.contracts.seal.Keysets;
import dev.kycplatform.contracts.seal.Purpose;
import dev.kycplatform.dispatcher.endpoint.Endpoint;
import dev.kycplatform.dispatcher.endpoint.Lane;
import dev.kycplatform.eventlog.EventCodec;
import dev.kycplatform.eventlog.EventPublisher;
import dev.kycplatform.localstack.testing.TestServers;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.RestAssured;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.core.ConditionFactory;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What operators see and repair, and what partners ask for by way of {@code kyc.commands}. */
@QuarkusTest
@QuarkusTestResource(
        value = TestServers.class,
        initArgs = @ResourceArg(name = "role", value = "dispatcher"))
@TestProfile(QuickRetries.class)
class DeliveryAdministrationIT {
    private static final AtomicInteger PARTNERS = new AtomicInteger(500);
    private static final String BODY = "{\"FullData\":{}}";

    @Inject Neighbours neighbours;
    @Inject EventPublisher publisher;
    @Inject EventCodec codec;
    @Inject Keysets keysets;

    private final Receiver receiver = new Receiver(0);
    private final String partner = Integer.toString(PARTNERS.incrementAndGet());
    private final JobKey job = JobKey.of(partner, "job");

    @BeforeEach
    void aPartner() {
        neighbours.publishPartner(partner, 1, true);
    }

    @AfterEach
    void close() {
        receiver.close();
    }

    @Test
    void listsByPartnerJobStateAndTimeAPageAtATime() {
        delivered("a");
        delivered("b");
        exhausted(job);
        var from = Instant.now().minusSeconds(3600);

        Operator.get("/admin/deliveries?partner={p}&limit=2", partner)
                .statusCode(200)
                .body("deliveries.job_id", contains("job", "b"))
                .body("next_after", notNullValue());
        var mark =
                Operator.get("/admin/deliveries?partner={p}&limit=2", partner)
                        .extract()
                        .<String>path("next_after");
        Operator.get("/admin/deliveries?partner={p}&limit=2&after={m}", partner, mark)
                .body("deliveries.job_id", contains("a"))
                .body("next_after", nullValue());
        Operator.get(
                        "/admin/deliveries?partner={p}&state=exhausted&since={t}",
                        partner,
                        from.toString())
                .statusCode(200)
                .body("deliveries", hasSize(1))
                .body("deliveries[0].webhook_id", equalTo(WebhookId.ofJob(job).value()))
                .body("deliveries[0].attempts", is(7))
                .body("deliveries[0].last_status", is(500))
                .body("deliveries[0].attempt_log", nullValue());
        Operator.get("/admin/deliveries?partner={p}&job=b", partner)
                .body("deliveries.state", contains("delivered"));
        Operator.get(
                        "/admin/deliveries?partner={p}&since={t}",
                        partner,
                        from.plusSeconds(7200).toString())
                .statusCode(200)
                .body("deliveries", empty());
    }

    @Test
    void showsEveryAttemptAndOpensAnswersOnlyForWhoAsksAndIsWrittenDown() {
        delivered("shown");
        var id = WebhookId.ofJob(JobKey.of(partner, "shown")).value();

        var shown = Operator.get("/admin/deliveries/{id}", id).statusCode(200);
        shown.body("deliveries[0].attempt_log[0].attempt", is(1))
                .body("deliveries[0].attempt_log[0].outcome", is("delivered"))
                .body("deliveries[0].attempt_log[0].status", is(200))
                .body("deliveries[0].attempt_log[0].has_answer", is(true));
        assertThat(shown.extract().asString()).doesNotContain("thank you");

        Operator.post("/admin/deliveries/" + id + "/answers", Map.of("reason", "ticket 7"))
                .statusCode(200)
                .body("answers[0].answer", is("thank you"))
                .body("answers[0].attempt", is(1));
        assertThat(audit("delivery.read-answers", id))
                .singleElement()
                .satisfies(
                        row ->
                                assertThat(row)
                                        .containsEntry("operator", "developer")
                                        .containsEntry("reason", "ticket 7"));
    }

    @Test
    void sendsAgainWhatIsOverUnderTheSameIdAndWithAScheduleOfItsOwn() {
        exhausted(job);
        var before = receiver.at("/cb").size();
        receiver.answer("/cb", 500, 500);

        repair(job, "replay").statusCode(200).body("changed", is(1));

        soon().until(() -> Rows.state(job).equals("delivered"));
        var again = receiver.at("/cb").subList(before, receiver.at("/cb").size());
        assertThat(again).extracting(r -> r.header("kyc-attempt")).containsExactly("8", "9", "10");
        assertThat(again)
                .extracting(r -> r.header("kyc-attempts-left"))
                .containsExactly("6", "5", "4");
        assertThat(receiver.at("/cb"))
                .extracting(r -> r.header("webhook-id"))
                .containsOnly(WebhookId.ofJob(job).value());
        assertThat(audit("delivery.replay", job + " " + WebhookId.ofJob(job))).hasSize(1);
        repair(job, "replay").statusCode(200);
        soon().until(() -> Rows.attempts(job).size() == 11);
    }

    @Test
    void holdsUntilItIsReleasedAndSaysWhatDoesNotGo() {
        receiver.answer("/cb", 500, 500, 500, 500, 500, 500, 500);
        neighbours.complete(job, Optional.of(receiver.url("/cb")), BODY);
        // Between two attempts.
        soon().until(() -> repair(job, "hold").extract().statusCode() == 200);

        assertThat(Rows.state(job)).isEqualTo("held");
        repair(job, "attempt").statusCode(409).body("code", is("CONFLICT"));
        var attempts = Rows.attempts(job).size();
        receiver.answer("/cb");
        repair(job, "release").statusCode(200);

        soon().until(() -> Rows.state(job).equals("delivered"));
        assertThat(Rows.attempts(job)).hasSize(attempts + 1);
        repair(JobKey.of(partner, "unknown"), "release").statusCode(404);
        repair(job, "forget").statusCode(404);
    }

    @Test
    void attemptsNowWhatWouldWaitForHours() {
        receiver.answer("/cb", 500);
        neighbours.complete(job, Optional.of(receiver.url("/cb")), BODY);
        soon().until(() -> !Rows.attempts(job).isEmpty());
        Rows.update(
                """
                UPDATE dispatcher.delivery SET state = 'pending', ended_at = NULL,
                       due_at = now() + interval '5 hours' WHERE partner_id = ?\
                """,
                partner);

        repair(job, "attempt").statusCode(200);

        soon().until(() -> Rows.attempts(job).size() == 2);
        soon().until(() -> Rows.state(job).equals("delivered"));
    }

    @Test
    void sendsAgainAllThatIsExhaustedAStepAtATimeAndNothingElse() {
        for (var id : List.of("x1", "x2", "x3")) {
            exhausted(JobKey.of(partner, id));
        }
        delivered("fine");
        var body = Map.of("partner_id", partner, "limit", 2, "reason", "they are back");

        var step = Operator.post("/admin/deliveries/replay", body).statusCode(200);
        step.body("changed", is(2)).body("next_after", notNullValue());
        var next = Map.of("partner_id", partner, "after", step.extract().path("next_after"));
        Operator.post("/admin/deliveries/replay", next)
                .body("changed", is(1))
                .body("next_after", nullValue());

        for (var id : List.of("x1", "x2", "x3")) {
            soon().until(() -> Rows.state(JobKey.of(partner, id)).equals("delivered"));
        }
        assertThat(receiver.at("/fine")).hasSize(1);
        Operator.post("/admin/deliveries/replay", Map.of("reason", "everybody's"))
                .statusCode(400)
                .body("detail", is("name a partner_id, or since when"));
    }

    @Test
    void listsEndpointsAndHoldsWhatADisabledOneIsOwed() {
        delivered("first");
        var origin = "http://127.0.0.1:" + receiver.port();
        Operator.get("/admin/endpoints?partner={p}", partner)
                .statusCode(200)
                .body("endpoints.endpoint", contains(origin))
                .body("endpoints[0].state", is("well"));

        endpoint(Map.of("enabled", false)).statusCode(200).body("state", is("disabled"));
        neighbours.complete(job, Optional.of(receiver.url("/held")), BODY);
        soon().until(() -> Rows.state(job).equals("held"));
        Operator.get("/admin/endpoints?partner={p}&in_trouble=true", partner)
                .body("endpoints", hasSize(1));
        soon().until(
                        () ->
                                RestAssured.get("/q/metrics")
                                        .asString()
                                        .contains("kyc_endpoints_disabled 1.0"));

        endpoint(Map.of("enabled", true)).statusCode(200);
        soon().until(() -> Rows.state(job).equals("delivered"));
        assertThat(audit("endpoint.disable", partner + " " + origin)).hasSize(1);
        assertThat(audit("endpoint.enable", partner + " " + origin)).hasSize(1);
        soon().until(() -> changes().equals(List.of("disabled", "enabled")));
    }

    @Test
    void sendsNoFasterThanAnOperatorAllows() {
        delivered("first");
        endpoint(Map.of("rate_per_second", 2)).statusCode(200).body("rate_per_second", is(2));

        for (int i = 0; i < 12; i++) {
            neighbours.complete(
                    JobKey.of(partner, "paced-" + i), Optional.of(receiver.url("/paced")), BODY);
        }
        soon().until(() -> receiver.at("/paced").size() == 12);

        // However busy this machine is, twelve at two a second, two of them ahead, take five
        // seconds.
        var times =
                Rows.query(
                        """
                        SELECT min(at) AS first, max(at) AS last FROM dispatcher.attempt
                        JOIN dispatcher.delivery USING (accepted_at, webhook_id, endpoint)
                        WHERE partner_id = ? AND job_id LIKE 'paced%'\
                        """,
                        partner);
        assertThat(
                        Duration.between(
                                instant(times.getFirst().get("first")),
                                instant(times.getFirst().get("last"))))
                .isGreaterThan(Duration.ofSeconds(4));
        var none = new HashMap<String, Object>();
        none.put("rate_per_second", null);
        endpoint(none).statusCode(200).body("rate_per_second", nullValue());
    }

    @Test
    void isForOperatorsAlone() {
        for (var path : List.of("/admin/deliveries", "/admin/endpoints")) {
            RestAssured.given().get(path).then().statusCode(401).body("code", is("TOKEN_REQUIRED"));
        }
        Operator.get("/admin/deliveries?state=lost").statusCode(400);
        Operator.get("/admin/deliveries?job=1").statusCode(400);
        Operator.get("/admin/deliveries?after=%21").statusCode(400);
        for (var micros : List.of("-210866803200000001", "-1", "253402300800000000")) {
            var after =
                    Base64.getUrlEncoder()
                            .withoutPadding()
                            .encodeToString(
                                    (micros + "\nmsg_1\nhttps://example.com")
                                            .getBytes(StandardCharsets.UTF_8));
            Operator.get("/admin/deliveries?after={a}", after).statusCode(400);
        }
        Operator.get("/admin/deliveries?limit=0").statusCode(400);
        Operator.get("/admin/deliveries/none").statusCode(404);
    }

    @Test
    void sendsAgainWhatAPartnerAsksForOncePerCommand() {
        exhausted(job);
        var command = command(partner, wanted(job));

        publish(command);
        soon().until(() -> Rows.state(job).equals("delivered"));
        var sent = receiver.at("/cb").size();
        publish(command);
        var other = JobKey.of(partner, "other");
        exhausted(other);
        publish(command(partner, wanted(other)));
        soon().until(() -> Rows.state(other).equals("delivered"));

        assertThat(receiver.at("/cb"))
                .filteredOn(r -> r.header("webhook-id").equals(WebhookId.ofJob(job).value()))
                .hasSize(sent);
        assertThat(
                        Rows.query(
                                "SELECT * FROM dispatcher.audit WHERE operator = ?",
                                "partner:" + partner))
                .hasSize(2);
    }

    @Test
    void knowsOfNoOtherPartnersDeliveriesAndBuriesWhatIsForged() {
        exhausted(job);
        var stranger = Integer.toString(PARTNERS.incrementAndGet());

        publish(command(stranger, wanted(job)));
        soon().until(
                        () ->
                                !Rows.query(
                                                "SELECT * FROM dispatcher.command WHERE requester ="
                                                        + " ?",
                                                stranger)
                                        .isEmpty());
        var own = command(stranger, wanted(job));
        publish(
                new ReplayDelivery(
                        1, partner, own.commandId(), own.requestedAt(), own.sealedDeliveries()));

        soon().until(() -> buried(own).equals(List.of("SEAL_BROKEN")));
        assertThat(Rows.state(job)).isEqualTo("exhausted");
    }

    private List<String> buried(ReplayDelivery command) {
        return TopicRecords.keyed(Topics.DEAD_LETTERS, partner).stream()
                .filter(letter -> new String(letter.value()).contains(command.commandId()))
                .map(letter -> TopicRecords.header(letter, EventHeaders.DEAD_LETTER_CODE))
                .toList();
    }

    private List<String> changes() {
        return TopicRecords.keyed(Topics.DELIVERIES, partner).stream()
                .map(event -> String.valueOf(codec.decode(event.value(), Map.class).get("change")))
                .toList();
    }

    private ReplayDelivery command(String requester, Wanted... deliveries) {
        var id = UUID.randomUUID().toString();
        return new ReplayDelivery(
                ReplayDelivery.SCHEMA_VERSION,
                requester,
                id,
                Instant.now(),
                keysets.seal(Purpose.COMMAND)
                        .seal(
                                codec.encode(new ReplayDelivery.Deliveries(List.of(deliveries))),
                                ReplayDelivery.binding(requester, id)));
    }

    private Wanted wanted(JobKey job) {
        var row = Rows.deliveries(job).getFirst();
        return new Wanted(
                instant(row.get("accepted_at")),
                String.valueOf(row.get("webhook_id")),
                String.valueOf(row.get("endpoint")));
    }

    private static Instant instant(@Nullable Object time) {
        return ((Timestamp) requireNonNull(time)).toInstant();
    }

    private void publish(ReplayDelivery command) {
        publisher.publishAndAwait(
                new Event(
                        Topics.COMMANDS,
                        command.requester(),
                        command.eventId(),
                        EventType.REPLAY_DELIVERY,
                        "/intake-service",
                        command.requester(),
                        command.requestedAt(),
                        codec.encode(command),
                        null));
    }

    private ValidatableResponse repair(JobKey job, String what) {
        return Operator.post(
                "/admin/deliveries/" + WebhookId.ofJob(job) + "/" + what, Map.of("reason", "test"));
    }

    private ValidatableResponse endpoint(Map<String, ?> wanted) {
        return Operator.change(
                new Lane(
                        new PartnerId(partner),
                        new Endpoint("http://127.0.0.1:" + receiver.port())),
                wanted);
    }

    private void delivered(String id) {
        var one = JobKey.of(partner, id);
        neighbours.complete(one, Optional.of(receiver.url("/" + id)), BODY);
        soon().until(() -> Rows.state(one).equals("delivered"));
    }

    private void exhausted(JobKey one) {
        receiver.answer("/cb", 500, 500, 500, 500, 500, 500, 500);
        neighbours.complete(one, Optional.of(receiver.url("/cb")), BODY);
        soon().until(() -> Rows.state(one).equals("exhausted"));
    }

    private static List<Map<String, @Nullable Object>> audit(String action, String subject) {
        return List.copyOf(
                Rows.query(
                        """
                        SELECT operator, action, subject, reason FROM dispatcher.audit
                        WHERE action = ? AND subject = ?\
                        """,
                        action,
                        subject));
    }

    private static ConditionFactory soon() {
        return await().atMost(Duration.ofSeconds(60)).pollInterval(Duration.ofMillis(50));
    }
}
