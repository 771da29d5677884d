package dev.kycplatform.worker.authority;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kycplatform.contracts.job.IdTypes;
import dev.kycplatform.worker.StubAuthority;
import dev.kycplatform.worker.WorkerConfigTest;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class AuthorityClientTest {
    private static final byte[] QUESTION = "{\"id_number\":\"1\"}".getBytes(StandardCharsets.UTF_8);

    private static final Optional<Duration> ANY_TIME = Optional.empty();

    private static final Map<String, String> IMPATIENT =
            Map.of(
                    "worker.authority.connect-timeout", "200ms",
                    "worker.authority.answer-timeout", "300ms");

    private final Vertx vertx = Vertx.vertx();
    private final StubAuthority authority = new StubAuthority(URI.create("http://127.0.0.1:0"));
    private final CountDownLatch end = new CountDownLatch(1);

    @AfterEach
    void close() {
        end.countDown();
        authority.close();
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    @Test
    void hearsAWholeAnswer() {
        authority.behaves(
                exchange -> {
                    exchange.getResponseHeaders().add("Retry-After", "7");
                    StubAuthority.answer(exchange, 503, "{\"error\":\"x\"}");
                });

        var exchange = client(Map.of()).post("/a/b", QUESTION, ANY_TIME);

        assertThat(exchange)
                .isInstanceOfSatisfying(
                        Exchange.Heard.class,
                        heard -> {
                            assertThat(heard.status()).isEqualTo(503);
                            assertThat(heard.contentType()).contains("application/json");
                            assertThat(heard.retryAfter()).contains("7");
                            assertThat(heard.body())
                                    .asString(StandardCharsets.UTF_8)
                                    .isEqualTo("{\"error\":\"x\"}");
                        });
        assertThat(authority.asked()).containsExactly("/a/b {\"id_number\":\"1\"}");
    }

    @Test
    void hearsNothingFromAnAuthorityThatHangs() {
        authority.behaves(_ -> waitForTheEnd());

        var exchange = client(IMPATIENT).post("/", QUESTION, ANY_TIME);

        assertThat(exchange).isEqualTo(new Exchange.Unheard("timeout"));
    }

    @Test
    void waitsNoLongerThanAnAnswerIsOfUse() {
        authority.behaves(_ -> waitForTheEnd());

        var exchange = client(Map.of()).post("/", QUESTION, Optional.of(Duration.ofMillis(200)));

        assertThat(exchange).isEqualTo(new Exchange.Unheard("timeout"));
    }

    @Test
    void hearsNothingFromAnAuthorityThatStopsInTheMiddle() {
        authority.behaves(
                exchange -> {
                    exchange.sendResponseHeaders(200, 100);
                    exchange.getResponseBody().write('{');
                    exchange.getResponseBody().flush();
                    waitForTheEnd();
                });

        var exchange = client(IMPATIENT).post("/", QUESTION, ANY_TIME);

        assertThat(exchange).isEqualTo(new Exchange.Unheard("timeout"));
    }

    @Test
    void hearsNothingFromAnAuthorityThatBreaksOff() {
        authority.behaves(
                exchange -> {
                    exchange.sendResponseHeaders(200, 100);
                    exchange.getResponseBody().write('{');
                    exchange.getResponseBody().flush();
                    authority.close();
                });

        var exchange = client(Map.of()).post("/", QUESTION, ANY_TIME);

        assertThat(exchange).isEqualTo(new Exchange.Unheard("broken_off"));
    }

    @Test
    void hearsNoAnswerOverTheBoundAndIsFineAfterwards() {
        var client = client(Map.of("worker.authority.largest-answer", "1000"));
        authority.answers(200, "\"" + "x".repeat(999) + "\"");
        assertThat(client.post("/", QUESTION, ANY_TIME))
                .isEqualTo(new Exchange.Unheard("too_large"));

        authority.answers(200, "\"" + "x".repeat(998) + "\"");

        assertThat(client.post("/", QUESTION, ANY_TIME)).isInstanceOf(Exchange.Heard.class);
    }

    @Test
    void hearsNothingWhereNobodyListens() {
        authority.close();

        var exchange = client(Map.of()).post("/", QUESTION, ANY_TIME);

        assertThat(exchange).isEqualTo(new Exchange.Unheard("no_connection"));
    }

    private AuthorityClient client(Map<String, String> settings) {
        var all = new HashMap<>(settings);
        all.put("worker.authority.url", authority.address().toString());
        all.put("worker.authority.api-key", StubAuthority.API_KEY);
        return new AuthorityClient(vertx, WorkerConfigTest.config(all), IdTypes.load());
    }

    private void waitForTheEnd() throws IOException {
        try {
            end.await();
        } catch (InterruptedException e) {
            throw new IOException(e);
        }
    }
}
