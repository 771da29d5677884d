package dev.kycplatform.worker.authority;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kycplatform.worker.StubAuthority;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class AuthorityClientTest {
    private static final byte[] QUESTION = "{\"id_number\":\"1\"}".getBytes(StandardCharsets.UTF_8);

    private static final Duration LONG = Duration.ofSeconds(15);
    private static final Duration SHORT = Duration.ofMillis(500);

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

        var exchange = client().send(question("/a/b"), LONG);

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

        var exchange = client().send(question("/"), SHORT);

        assertThat(exchange).isEqualTo(new Exchange.Unheard("timeout"));
    }

    @Test
    void waitsNoLongerThanAnAnswerIsOfUse() {
        authority.behaves(_ -> waitForTheEnd());

        var exchange = client().send(question("/"), Duration.ofMillis(200));

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

        var exchange = client().send(question("/"), SHORT);

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

        var exchange = client().send(question("/"), LONG);

        assertThat(exchange).isEqualTo(new Exchange.Unheard("broken_off"));
    }

    @Test
    void hearsNoAnswerOverTheBoundAndIsFineAfterwards() {
        var client = client(1000);
        authority.answers(200, "\"" + "x".repeat(999) + "\"");
        assertThat(client.send(question("/"), LONG)).isEqualTo(new Exchange.Unheard("too_large"));

        authority.answers(200, "\"" + "x".repeat(998) + "\"");

        assertThat(client.send(question("/"), LONG)).isInstanceOf(Exchange.Heard.class);
    }

    @Test
    void hearsNothingWhereNobodyListens() {
        authority.close();

        var exchange = client().send(question("/"), LONG);

        assertThat(exchange).isEqualTo(new Exchange.Unheard("no_connection"));
    }

    private AuthorityClient client() {
        return client(2 * 1024 * 1024);
    }

    private AuthorityClient client(int largestAnswer) {
        return new AuthorityClient(vertx, SampleConnectors.shipped("ng-nibss"), largestAnswer);
    }

    private RequestMessage question(String path) {
        return new RequestMessage(
                HttpMethod.POST,
                authority.address() + path,
                Map.of("X-Api-Key", StubAuthority.API_KEY),
                QUESTION);
    }

    private void waitForTheEnd() throws IOException {
        try {
            end.await();
        } catch (InterruptedException e) {
            throw new IOException(e);
        }
    }
}
