package dev.kycplatform.worker.authority;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kycplatform.worker.StubAuthority;
import dev.kycplatform.worker.lookup.AnswerRoom;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AuthorityClientTest {
    private static final byte[] QUESTION = "{\"id_number\":\"1\"}".getBytes(StandardCharsets.UTF_8);

    private static final int LARGEST = 2 * 1024 * 1024;
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

    /** Announced or not, an answer that is not small is read only where there is room for it. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void readsALargeAnswerOnceThereIsRoom(boolean isAnnounced) throws Exception {
        var large = "\"" + "x".repeat(1_500_000) + "\"";
        authority.behaves(
                exchange -> {
                    var bytes = large.getBytes(StandardCharsets.UTF_8);
                    exchange.sendResponseHeaders(200, isAnnounced ? bytes.length : 0);
                    exchange.getResponseBody().write(bytes);
                });
        var room = new AnswerRoom(0, LARGEST);
        var isFull = new CountDownLatch(1);
        var mayEnd = new CountDownLatch(1);
        try (var client = client(room, LARGEST);
                var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var first =
                    threads.submit(
                            () ->
                                    AnswerRoom.during(
                                            () -> {
                                                assertThat(client.send(question("/"), LONG))
                                                        .isInstanceOf(Exchange.Heard.class);
                                                isFull.countDown();
                                                uninterrupted(mayEnd);
                                            }));
            assertThat(isFull.await(30, TimeUnit.SECONDS)).isTrue();

            AnswerRoom.during(
                    () ->
                            assertThat(client.send(question("/"), SHORT))
                                    .isEqualTo(new Exchange.Unheard("no_room")));
            var waiting =
                    threads.submit(
                            () ->
                                    AnswerRoom.during(
                                            () ->
                                                    assertThat(client.send(question("/"), LONG))
                                                            .isInstanceOf(Exchange.Heard.class)));
            mayEnd.countDown();
            first.get(30, TimeUnit.SECONDS);
            waiting.get(30, TimeUnit.SECONDS);
        }

        assertThat(room.free()).isEqualTo(2L * LARGEST);
    }

    @Test
    void hearsNothingWhereNobodyListens() {
        authority.close();

        var exchange = client().send(question("/"), LONG);

        assertThat(exchange).isEqualTo(new Exchange.Unheard("no_connection"));
    }

    private AuthorityClient client() {
        return client(LARGEST);
    }

    private AuthorityClient client(int largestAnswer) {
        return client(new AnswerRoom(0, largestAnswer), largestAnswer);
    }

    private AuthorityClient client(AnswerRoom room, int largestAnswer) {
        return new AuthorityClient(
                vertx, SampleConnectors.shipped("ng-nibss"), room, largestAnswer);
    }

    private RequestMessage question(String path) {
        return new RequestMessage(
                HttpMethod.POST,
                authority.address() + path,
                Map.of("X-Api-Key", StubAuthority.API_KEY),
                QUESTION);
    }

    private static void uninterrupted(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private void waitForTheEnd() throws IOException {
        try {
            end.await();
        } catch (InterruptedException e) {
            throw new IOException(e);
        }
    }
}
