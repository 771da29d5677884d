package dev.kycplatform.deployment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.quarkus.runtime.ShutdownDelayInitiatedEvent;
import io.quarkus.runtime.configuration.DurationConverter;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.eclipse.microprofile.health.HealthCheckResponse.Status;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class OrderlyStopTest {
    private static final Duration SOON = Duration.ofSeconds(10);

    private final Vertx vertx = Vertx.vertx();
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    /** Its first request on a connection is an upgrade, those after it are HTTP/2. */
    private final HttpClient newer = HttpClient.newHttpClient();

    /** Requests that were let through and wait for their answer. */
    private final Queue<RoutingContext> underWay = new ConcurrentLinkedQueue<>();

    @AfterEach
    void close() {
        // What is still under way ends with the server.
        vertx.close().toCompletionStage().toCompletableFuture().join();
        http.close();
        newer.close();
    }

    @Test
    void whatIsUnderWayIsWaitedForAndAnswered() {
        var stop = new OrderlyStop(config("PT35S"));
        var origin = serve(stop);
        var asked = ask(origin, "/work");
        await().until(() -> underWay.size() == 1);

        var stopped = stopping(stop);

        await().during(Duration.ofMillis(200)).until(() -> !stopped.isDone());
        underWay.remove().end("done");
        assertThat(stopped).succeedsWithin(SOON);
        assertThat(asked.join().body()).isEqualTo("done");
    }

    @Test
    void whoComesDuringAStopIsToldToRepeat() {
        var stop = new OrderlyStop(config("PT35S"));
        var origin = serve(stop);
        var asked = ask(origin, "/work");
        await().until(() -> underWay.size() == 1);
        var stopped = stopping(stop);
        await().until(() -> stop.call().getStatus() == Status.DOWN);

        var late = ask(origin, "/work").join();

        assertThat(late.statusCode()).isEqualTo(503);
        assertThat(late.headers().firstValue("Retry-After")).hasValue("1");
        assertThat(late.headers().firstValue("Connection")).hasValue("close");
        assertThat(ask(origin, "/q/metrics").join().statusCode()).isEqualTo(200);
        underWay.remove().end("done");
        assertThat(stopped).succeedsWithin(SOON);
        assertThat(asked.join().statusCode()).isEqualTo(200);
    }

    @Test
    void whoSpeaksHttp2IsToldToRepeatWithoutWhatItDoesNotKnow() {
        var stop = new OrderlyStop(config("PT35S"));
        var origin = serve(stop);
        assertThat(
                        newer.sendAsync(
                                request(origin, "/q/health"), HttpResponse.BodyHandlers.ofString()))
                .succeedsWithin(SOON);
        stop.stop(new ShutdownDelayInitiatedEvent());

        var late =
                newer.sendAsync(request(origin, "/work"), HttpResponse.BodyHandlers.ofString())
                        .join();

        assertThat(late.version()).isEqualTo(HttpClient.Version.HTTP_2);
        assertThat(late.statusCode()).isEqualTo(503);
        assertThat(late.headers().firstValue("Retry-After")).hasValue("1");
    }

    @Test
    void aClientThatLeavesIsNotWaitedFor() {
        var stop = new OrderlyStop(config("PT35S"));
        var origin = serve(stop);
        var asked = ask(origin, "/work");
        await().until(() -> underWay.size() == 1);
        var stopped = stopping(stop);

        asked.cancel(true);

        assertThat(stopped).succeedsWithin(SOON);
    }

    @Test
    void whatTakesTooLongIsLeft() {
        var stop = new OrderlyStop(config("PT0.2S"));
        var origin = serve(stop);
        var asked = ask(origin, "/work");
        await().until(() -> underWay.size() == 1);

        assertThat(stopping(stop)).succeedsWithin(SOON);
        assertThat(asked).isNotDone();
    }

    @Test
    void waitsLongerThanAnybodyWaitsOnTheLine() {
        assertThat(config(Map.of()).within()).isEqualTo(Duration.ofSeconds(35));
    }

    @Test
    void isReadyUntilItIsToldToStop() {
        var stop = new OrderlyStop(config("PT35S"));
        assertThat(stop.call().getStatus()).isEqualTo(Status.UP);

        stop.stop(new ShutdownDelayInitiatedEvent());

        assertThat(stop.call().getStatus()).isEqualTo(Status.DOWN);
    }

    /** The filter before a server that answers its health at once and everything else when it is told to. */
    private URI serve(OrderlyStop stop) {
        var filters = new Filters();
        stop.install(filters);
        var router = Router.router(vertx);
        filters.getFilters().forEach(filter -> router.route().handler(filter.getHandler()));
        router.route("/q/*").handler(RoutingContext::end);
        router.route().handler(underWay::add);
        HttpServer server =
                vertx.createHttpServer()
                        .requestHandler(router)
                        .listen(0, "127.0.0.1")
                        .toCompletionStage()
                        .toCompletableFuture()
                        .join();
        return URI.create("http://127.0.0.1:" + server.actualPort());
    }

    /** On a thread of its own: the common pool may have but one, and the client answers on that. */
    private static CompletableFuture<Void> stopping(OrderlyStop stop) {
        return CompletableFuture.runAsync(
                () -> stop.stop(new ShutdownDelayInitiatedEvent()),
                task -> Thread.ofVirtual().start(task));
    }

    private CompletableFuture<HttpResponse<String>> ask(URI origin, String path) {
        return http.sendAsync(request(origin, path), HttpResponse.BodyHandlers.ofString());
    }

    private static HttpRequest request(URI origin, String path) {
        return HttpRequest.newBuilder(origin.resolve(path)).build();
    }

    private static StopConfig config(String within) {
        return config(Map.of("stop.within", within));
    }

    private static StopConfig config(Map<String, String> settings) {
        return new SmallRyeConfigBuilder()
                .withMapping(StopConfig.class)
                .withConverter(Duration.class, 200, new DurationConverter())
                .withSources(new PropertiesConfigSource(settings, "test", 500))
                .build()
                .getConfigMapping(StopConfig.class);
    }
}
