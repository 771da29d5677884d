package dev.kycplatform.benchmarks.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import dev.kycplatform.benchmarks.load.OpenLoop;
import dev.kycplatform.benchmarks.load.Timekeeper;
import io.vertx.core.Vertx;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ClientTest {
    private static final int BUSY_THREADS = 4;

    private final AtomicBoolean isOver = new AtomicBoolean();
    private final Vertx vertx = Vertx.vertx();

    @AfterEach
    void close() {
        isOver.set(true);
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    @Test
    void endsEveryExchangeThoughItsSenderIsKeptFromTheProcessorWhenTheAnswerComes() {
        for (int i = 0; i < BUSY_THREADS; i++) {
            Thread.ofPlatform().daemon().start(this::keepAProcessorBusy);
        }
        var server =
                vertx.createHttpServer()
                        .requestHandler(request -> request.response().end("there"))
                        .listen(0, "127.0.0.1")
                        .toCompletionStage()
                        .toCompletableFuture()
                        .join();
        var client = new Client(vertx, URI.create("http://127.0.0.1:" + server.actualPort()), 256);

        var load =
                assertTimeoutPreemptively(
                        Duration.ofSeconds(20),
                        () ->
                                new OpenLoop(Timekeeper.SYSTEM)
                                        .run(
                                                _ ->
                                                        client.post("/", new byte[2])
                                                                .thenApply(
                                                                        answer ->
                                                                                answer.status()
                                                                                        == 200),
                                                4_000,
                                                Duration.ZERO,
                                                Duration.ofSeconds(4)));

        assertThat(load.isClean()).isTrue();
    }

    private void keepAProcessorBusy() {
        while (!isOver.get()) {
            Thread.onSpinWait();
        }
    }
}
