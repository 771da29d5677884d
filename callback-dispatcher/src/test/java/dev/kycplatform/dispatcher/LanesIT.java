package dev.kycplatform.dispatcher;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.is;

import dev.kycplatform.contracts.Topics;
import dev.kycplatform.contracts.job.JobKey;
import dev.kycplatform.contracts.job.PartnerId;
import dev.kycplatform.dispatcher.delivery.LaneState;
import dev.kycplatform.dispatcher.delivery.Lanes;
import dev.kycplatform.dispatcher.endpoint.Endpoint;
import dev.kycplatform.dispatcher.endpoint.Lane;
import dev.kycplatform.localstack.testing.TestServers;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.RestAssured;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(
        value = TestServers.class,
        initArgs = @ResourceArg(name = "role", value = "dispatcher"))
@TestProfile(QuickLanes.class)
class LanesIT {
    private static final String BODY = "{\"FullData\":{}}";

    @Inject Neighbours neighbours;
    @Inject Lanes lanes;

    @Test
    void spendsNoAttemptsOnADeadEndpointButProbesAndDeliversAllOnceItIsBack() {
        neighbours.publishPartner("005", 1, true);
        var dead = new Receiver(0);
        var port = dead.port();
        dead.close();
        var lane = lane("005", port);
        var jobs = jobs("005", "dead", 30);
        jobs.forEach(job -> neighbours.complete(job, Optional.of(url(port)), BODY));
        soon().until(() -> state(lane).filter(LaneState::isOpen).isPresent());
        jobs.forEach(job -> soon().until(() -> !Rows.state(job).isEmpty()));
        soon().until(() -> attempting("005") == 0);

        var before = attempts("005");
        soon().until(() -> attempts("005") >= before + 3);
        // Each of these was a probe: while it lasts, nothing else is attempted.
        assertThat(attempts("005")).isLessThan(before + 10);
        assertThat(jobs).anySatisfy(job -> assertThat(Rows.attempts(job)).isEmpty());

        try (var back = new Receiver(port)) {
            jobs.forEach(job -> soon().until(() -> Rows.state(job).equals("delivered")));
            assertThat(back.at("/lane")).hasSize(30);
        }
        assertThat(state(lane).filter(LaneState::isOpen)).isEmpty();
        assertThat(RestAssured.get("/q/metrics").asString())
                .contains("kyc_endpoint_changes_total{change=\"cut_off\"} 1.0")
                .contains("kyc_endpoint_changes_total{change=\"restored\"} 1.0");
    }

    @Test
    void holdsWhatADisabledEndpointIsOwedAndLetsItGoOnceItIsEnabled() {
        neighbours.publishPartner("006", 1, true);
        try (var receiver = new Receiver(0)) {
            var lane = lane("006", receiver.port());
            receiver.answer("/lane", 404, 404);
            var before = jobs("006", "before", 2);
            before.forEach(
                    job -> neighbours.complete(job, Optional.of(receiver.url("/lane")), BODY));
            before.forEach(job -> soon().until(() -> !Rows.attempts(job).isEmpty()));
            Rows.update(
                    """
                    UPDATE dispatcher.lane SET failing_since = now() - interval '6 days'
                    WHERE partner_id = ?\
                    """,
                    "006");

            receiver.answer("/lane", 404);
            var last = JobKey.of("006", "last");
            neighbours.complete(last, Optional.of(receiver.url("/lane")), BODY);
            soon().until(() -> state(lane).filter(LaneState::isDisabled).isPresent());
            var after = jobs("006", "after", 5);
            after.forEach(
                    job -> neighbours.complete(job, Optional.of(receiver.url("/lane")), BODY));

            after.forEach(job -> soon().until(() -> Rows.state(job).equals("held")));
            soon().until(() -> Rows.state(last).equals("held"));
            assertThat(after).allSatisfy(job -> assertThat(Rows.attempts(job)).isEmpty());
            assertThat(RestAssured.get("/q/metrics").asString())
                    .contains("kyc_endpoint_changes_total{change=\"disabled\"} 1.0");
            soon().until(
                            () ->
                                    RestAssured.get("/q/metrics")
                                            .asString()
                                            .contains("kyc_endpoints_disabled 1.0"));
            soon().until(() -> changes("006").equals(List.of("disabled")));

            var held = held("006");
            var enabledAt = neighbours.now();
            Operator.enable(lane).statusCode(200).body("releasing", is(true));

            after.forEach(job -> soon().until(() -> Rows.state(job).equals("delivered")));
            soon().until(() -> Rows.state(last).equals("delivered"));
            assertThat(state(lane).orElseThrow().failingSince()).isEmpty();
            soon().until(() -> held("006") == 0);
            // Two a second, the first two at once.
            assertThat(held).isGreaterThanOrEqualTo(6);
            assertThat(Duration.between(enabledAt, lastAttempt("006")))
                    .isGreaterThan(Duration.ofSeconds((held - 1) / 2));
            soon().until(() -> changes("006").equals(List.of("disabled", "enabled")));
        }
    }

    @Test
    void cannotEnableWhatNobodyKnows() {
        Operator.enable(lane("no such partner", 1)).statusCode(404);
    }

    private Optional<LaneState> state(Lane lane) {
        return lanes.find(lane);
    }

    private static int attempts(String partner) {
        return count(
                "SELECT sum(attempts)::int AS n FROM dispatcher.delivery WHERE partner_id = ?",
                partner);
    }

    private static int attempting(String partner) {
        return count(
                """
                SELECT count(*)::int AS n FROM dispatcher.delivery
                WHERE partner_id = ? AND state = 'attempting'\
                """,
                partner);
    }

    private static int held(String partner) {
        return count(
                """
                SELECT count(*)::int AS n FROM dispatcher.delivery
                WHERE partner_id = ? AND state = 'held'\
                """,
                partner);
    }

    private static Instant lastAttempt(String partner) {
        var last =
                Rows.query(
                        """
                        SELECT max(at) AS at FROM dispatcher.attempt
                        JOIN dispatcher.delivery USING (accepted_at, webhook_id, endpoint)
                        WHERE partner_id = ?\
                        """,
                        partner);
        return ((Timestamp) requireNonNull(last.getFirst().get("at"))).toInstant();
    }

    /** What operators were told of its endpoint, in order. */
    private static List<String> changes(String partner) {
        return TopicRecords.keyed(Topics.DELIVERIES, partner).stream()
                .map(event -> JsonPath.from(new String(event.value(), UTF_8)).getString("change"))
                .toList();
    }

    private static int count(String sql, String partner) {
        return Rows.query(sql, partner).getFirst().get("n") instanceof Integer n ? n : 0;
    }

    private static List<JobKey> jobs(String partner, String name, int many) {
        return IntStream.range(0, many).mapToObj(i -> JobKey.of(partner, name + "-" + i)).toList();
    }

    private static Lane lane(String partner, int port) {
        return new Lane(new PartnerId(partner), new Endpoint("http://127.0.0.1:" + port));
    }

    private static String url(int port) {
        return "http://127.0.0.1:" + port + "/lane";
    }

    private static ConditionFactory soon() {
        return await().atMost(Duration.ofSeconds(30)).pollInterval(Duration.ofMillis(50));
    }
}
