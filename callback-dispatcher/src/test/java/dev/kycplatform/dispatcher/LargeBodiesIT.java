package dev.kycplatform.dispatcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.kycplatform.contracts.job.JobKey;
import dev.kycplatform.contracts.result.ResultReference;
import dev.kycplatform.dispatcher.delivery.Slots;
import dev.kycplatform.localstack.testing.TestServers;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.Test;

/** With the settings that a deployment has. Integration tests here run in a heap of 512 MB. */
@QuarkusTest
@QuarkusTestResource(
        value = TestServers.class,
        initArgs = @ResourceArg(name = "role", value = "dispatcher"))
class LargeBodiesIT {
    private static final int LARGE = 1_500_000;
    private static final int ENDPOINTS = 8;
    private static final int JOBS = 80;

    @Inject Neighbours neighbours;
    @Inject Slots slots;
    @Inject DispatcherConfig config;

    @Test
    void keepsToItsBudgetHoweverManyLargeBodiesAreDue() {
        assertThat(Runtime.getRuntime().maxMemory()).isLessThanOrEqualTo(512L << 20);
        neighbours.publishPartner("011", 1, true);
        var body = "{\"Photo\":\"" + "x".repeat(LARGE) + "\"}";
        var answering = new CountDownLatch(1);
        var receivers = IntStream.range(0, ENDPOINTS).mapToObj(_ -> receiver(answering)).toList();
        try {
            var jobs =
                    IntStream.range(0, JOBS)
                            .mapToObj(i -> stored(i, receivers.get(i % ENDPOINTS), body))
                            .toList();
            jobs.forEach(neighbours::publish);

            // Every endpoint hangs, so these share half of the budget between them.
            soon().until(() -> slots.bytesInFlight() > config.mostBytesInFlight() / 2 - 4 * LARGE);
            jobs.forEach(job -> soon().until(() -> !Rows.state(job.key()).isEmpty()));
            assertThat(slots.bytesInFlight()).isLessThanOrEqualTo(config.mostBytesInFlight());
            answering.countDown();

            soon().until(
                            () ->
                                    receivers.stream().mapToInt(r -> r.at("/large").size()).sum()
                                            == JOBS);
            jobs.forEach(job -> soon().until(() -> Rows.state(job.key()).equals("delivered")));
            soon().until(() -> slots.bytesInFlight() == 0);
        } finally {
            answering.countDown();
            receivers.forEach(Receiver::close);
            Rows.update("DELETE FROM worker.result WHERE partner_id = ?", "011");
        }
    }

    private ResultReference stored(int number, Receiver receiver, String body) {
        var reference =
                new ResultReference(
                        neighbours.now().truncatedTo(ChronoUnit.MICROS),
                        JobKey.of("011", "large-" + number));
        neighbours.store(reference, Optional.of(receiver.url("/large")), body);
        return reference;
    }

    private static Receiver receiver(CountDownLatch answering) {
        var receiver = new Receiver(0);
        receiver.forgetBodies();
        receiver.holdBack("/large", answering);
        return receiver;
    }

    private static ConditionFactory soon() {
        return await().atMost(Duration.ofSeconds(60)).pollInterval(Duration.ofMillis(50));
    }
}
