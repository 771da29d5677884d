package dev.kycplatform.benchmarks.system;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kycplatform.benchmarks.load.ClosedLoop;
import dev.kycplatform.benchmarks.load.Timekeeper;
import dev.kycplatform.benchmarks.reconciliation.JobLedger;
import io.vertx.core.Vertx;
import java.net.URI;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ReceiverTest {
    private final Vertx vertx = Vertx.vertx();

    @AfterEach
    void close() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    @Test
    void everyCallbackIsToldOnceByItsNumber() {
        var ledger = new JobLedger();
        try (var receiver = Receiver.open(vertx)) {
            receiver.tell(ledger::arrived);
            var client = new Client(vertx, receiver.origin(), 16);

            var load =
                    new ClosedLoop(Timekeeper.SYSTEM)
                            .run(
                                    _ -> {
                                        var number = ledger.next();
                                        var path = URI.create(receiver.urlOf(number)).getPath();
                                        return client.post(path, new byte[1_000])
                                                .thenApply(
                                                        answer -> {
                                                            ledger.accepted(number);
                                                            return answer.status() == 200;
                                                        });
                                    },
                                    16,
                                    Duration.ZERO,
                                    Duration.ofMillis(300));
            client.close();

            assertThat(load.isClean()).isTrue();
        }
        var reconciliation = ledger.reconcile().requireWhole("callbacks");
        assertThat(reconciliation.arrived()).isEqualTo(reconciliation.accepted());
        assertThat(reconciliation.repeats()).isZero();
    }

    @Test
    void aServerThatIsNotThereIsNoAnswer() {
        var client = new Client(vertx, URI.create("http://127.0.0.1:1"), 1);

        assertThat(client.post("/", new byte[0]).toCompletableFuture())
                .failsWithin(Duration.ofSeconds(5));
        client.close();
    }
}
