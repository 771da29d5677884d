package dev.kycplatform.flow.verification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.kycplatform.flow.AdjustableClock;
import dev.kycplatform.flow.FlowUnderTest;
import dev.kycplatform.flow.FlowUnderTest.TestUser;
import dev.kycplatform.localstack.testing.TestServers;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A start that comes while another verification of the same entity is being decided is held to what that comes to. */
@QuarkusTest
@QuarkusTestResource(
        value = TestServers.class,
        initArgs = @ResourceArg(name = "role", value = "flow"))
class StartRacesIT {
    private static final Duration LONG = Duration.ofSeconds(60);

    @Inject AdjustableClock clock;
    @Inject StubWorker worker;

    @AfterEach
    void letTheClockRun() {
        clock.run();
    }

    @Test
    void aStartThatMeetsAnAnswerIsHeldToItsVerdict() throws Exception {
        var user = FlowUnderTest.person(FlowUnderTest.app());
        var began = Instant.now();
        clock.stopAt(began);
        var id = KycCalls.started(user);
        clock.stopAt(began.plus(Duration.ofMinutes(15)));

        try (var held = HeldTransition.to("passed", id)) {
            worker.found(id, 1, Map.of());

            assertThat(startedMeanwhile(held, user)).isEqualTo("RECENTLY_PASSED_ID_VERIFICATION");
        }
    }

    @Test
    void aStartThatMeetsAnOperatorsDecisionIsHeldToIt() throws Exception {
        var user = FlowUnderTest.person(FlowUnderTest.app());
        var id = KycCalls.started(user);
        worker.found(id, 1, Map.of(), "review");
        KycCalls.awaitStatus(user, id, "review");

        try (var threads = Executors.newVirtualThreadPerTaskExecutor();
                var held = HeldTransition.to("passed", id)) {
            var decision =
                    threads.submit(
                            () ->
                                    KycCalls.decide(
                                            id, Map.of("decision", "pass", "reason", "seen")));

            assertThat(startedMeanwhile(held, user)).isEqualTo("RECENTLY_PASSED_ID_VERIFICATION");
            assertThat(decision.get().statusCode()).isEqualTo(200);
        }
    }

    /** @return its {@code error_code} */
    private static String startedMeanwhile(HeldTransition held, TestUser user) throws Exception {
        var flow = KycCalls.flow(user.app(), "KYC-STANDARD");
        held.awaitWriter();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var start = threads.submit(() -> KycCalls.kyc(user, flow));
            await().atMost(LONG).until(() -> start.isDone() || HeldTransition.isEntityAwaited());
            held.letGo();
            Response answer = start.get();
            assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(403);
            return answer.jsonPath().getString("error_code");
        }
    }
}
