package dev.kycplatform.worker.authority;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kycplatform.worker.lookup.AnswerRoom;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.Collections;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AccessTokensTest {
    private static final Duration LONG = Duration.ofSeconds(30);
    private static final int LARGEST = 64 * 1024;

    private final Vertx vertx = Vertx.vertx();
    private final AtomicLong now = new AtomicLong();
    private final AtomicInteger given = new AtomicInteger();
    private StubRegistry registry;
    private AuthorityClient client;
    private AccessTokens tokens;

    @BeforeEach
    void open() throws IOException {
        registry = new StubRegistry();
        client =
                new AuthorityClient(
                        vertx,
                        SampleConnectors.shipped("za-dha"),
                        new AnswerRoom(0, LARGEST),
                        LARGEST);
        tokens =
                new AccessTokens(
                        new Authentication.ClientCredentials(
                                URI.create(registry.address() + "/oauth2/token"),
                                "client",
                                "secret",
                                Optional.of("people.read"),
                                true),
                        client,
                        new AnswerReader(new RetryAfter(Clock.systemUTC())),
                        LONG,
                        now::get);
    }

    @AfterEach
    void close() {
        client.close();
        registry.close();
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    /** Half a minute early, or a tenth of a short life; a minute for one that does not say. */
    @ParameterizedTest
    @CsvSource({"',\"expires_in\":300', 269", "',\"expires_in\":100', 89", "'', 53"})
    void areKeptUntilShortlyBeforeTheyExpire(String life, int seconds) {
        give(life);

        assertThat(value()).isEqualTo("token-1");
        now.set(Duration.ofSeconds(seconds).toNanos());
        assertThat(value()).isEqualTo("token-1");
        now.addAndGet(Duration.ofSeconds(2).toNanos());
        assertThat(value()).isEqualTo("token-2");
    }

    @Test
    void areFetchedOnceThoughManyAreToldThatTheirsIsRefused() throws Exception {
        give(",\"expires_in\":300");
        var refused = (AccessTokens.Token.Held) tokens.get(LONG);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var values =
                    threads.invokeAll(
                            Collections.nCopies(
                                    200,
                                    () -> {
                                        tokens.discard(refused);
                                        return value();
                                    }));
            for (var value : values) {
                assertThat(value.get()).isEqualTo("token-2");
            }
        }

        assertThat(registry.askedForTokens).hasSize(2);
    }

    @Test
    void areAskedForAsTheEndpointWantsIt() {
        give("");

        assertThat(value()).isEqualTo("token-1");

        assertThat(registry.askedForTokens.getFirst().authorization()).isEmpty();
        assertThat(registry.askedForTokens.getFirst().body())
                .isEqualTo(
                        "grant_type=client_credentials&scope=people.read&client_id=client"
                                + "&client_secret=secret");
    }

    @Test
    void areNothingThatCouldBreakAHeader() {
        registry.tokens =
                exchange ->
                        StubRegistry.answer(
                                exchange,
                                200,
                                "application/json",
                                "{\"access_token\":\"a\\r\\nX-Other: b\"}");

        assertThat(tokens.get(LONG))
                .isInstanceOfSatisfying(
                        AccessTokens.Token.Missing.class,
                        missing -> assertThat(missing.why().cause()).isEqualTo("token_absent"));
    }

    private void give(String life) {
        registry.tokens =
                exchange ->
                        StubRegistry.answer(
                                exchange,
                                200,
                                "application/json",
                                "{\"access_token\":\"token-%d\"%s}"
                                        .formatted(given.incrementAndGet(), life));
    }

    private String value() {
        return ((AccessTokens.Token.Held) tokens.get(LONG)).value();
    }
}
