package dev.kycplatform.flow.verification;

import static dev.kycplatform.flow.verification.Tables.count;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.kycplatform.flow.FlowUnderTest;
import dev.kycplatform.localstack.testing.TestServers;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;

/** Of what many ask for at once, one happens. */
@QuarkusTest
@QuarkusTestResource(
        value = TestServers.class,
        initArgs = @ResourceArg(name = "role", value = "flow"))
class VerificationRacesIT {
    private static final Duration LONG = Duration.ofSeconds(60);

    @Inject StubWorker worker;

    @Test
    void ofManyRequestsAtOnceOneStarts() throws Exception {
        var user = FlowUnderTest.person(FlowUnderTest.app());
        var flow = KycCalls.flow(user.app(), "KYC-STANDARD");
        var statuses = atOnce(() -> KycCalls.kyc(user, flow).statusCode());

        assertThat(statuses).filteredOn(status -> status == 202).hasSize(1);
        assertThat(statuses).filteredOn(status -> status == 403).hasSize(63);
        assertThat(
                        count(
                                "SELECT count(*) FROM flow.verification WHERE user_handle = '%s'"
                                        .formatted(user.handle())))
                .isEqualTo(1);
    }

    @Test
    void ofManyResumesAtOnceOneIsATry() throws Exception {
        var user = FlowUnderTest.person(FlowUnderTest.app());
        var id = KycCalls.started(user);
        worker.found(id, 1, Map.of("FirstName", "Adah"));
        KycCalls.awaitStatus(user, id, "documents_required");

        var statuses = atOnce(() -> KycCalls.resume(user, id, "entity", List.of()).statusCode());

        assertThat(statuses).filteredOn(status -> status == 200).hasSize(1);
        assertThat(statuses).filteredOn(status -> status == 403).hasSize(63);
        assertThat(
                        count(
                                "SELECT count(*) FROM flow.lookup WHERE verification_id = '%s'"
                                        .formatted(id)))
                .isEqualTo(2);
        assertThat(
                        count(
                                "SELECT tries FROM flow.verification WHERE verification_id = '%s'"
                                        .formatted(id)))
                .isEqualTo(2);
    }

    @Test
    void ofManyDecisionsAtOnceOneIsTaken() throws Exception {
        var user = FlowUnderTest.person(FlowUnderTest.app());
        var id = KycCalls.started(user);
        worker.found(id, 1, Map.of(), "review");
        KycCalls.awaitStatus(user, id, "review");

        var statuses =
                atOnce(
                        () ->
                                KycCalls.decide(id, Map.of("decision", "fail", "reason", "forged"))
                                        .statusCode());

        assertThat(statuses).filteredOn(status -> status == 200).hasSize(1);
        assertThat(statuses).filteredOn(status -> status == 409).hasSize(63);
        assertThat(count("SELECT count(*) FROM flow.audit WHERE subject = '%s'".formatted(id)))
                .isEqualTo(1);
    }

    /** Sixty-four times the same, each until it is taken or refused. @return what each was answered */
    private static List<Integer> atOnce(Callable<Integer> call) throws Exception {
        var line = new CyclicBarrier(64);
        var calls = new ArrayList<Callable<Integer>>();
        for (int i = 0; i < 64; i++) {
            calls.add(
                    () -> {
                        line.await();
                        return await().atMost(LONG)
                                .until(call, status -> status != 503 && status != 429);
                    });
        }
        var statuses = new ArrayList<Integer>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var answer : threads.invokeAll(calls)) {
                statuses.add(answer.get());
            }
        }
        return statuses;
    }
}
