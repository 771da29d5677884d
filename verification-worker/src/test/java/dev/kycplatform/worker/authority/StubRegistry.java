package dev.kycplatform.worker.authority;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/** A register of any format in this JVM: it answers what it is told to, and gives access tokens. */
final class StubRegistry implements AutoCloseable {
    /** A question as it came. */
    record Question(String method, String uri, String authorization, String apiKey, String body) {}

    /** What it does with a question. */
    @FunctionalInterface
    interface Behaviour {
        void answer(HttpExchange exchange) throws IOException;
    }

    final List<Question> asked = new CopyOnWriteArrayList<>();
    final List<Question> askedForTokens = new CopyOnWriteArrayList<>();
    final CountDownLatch end = new CountDownLatch(1);
    volatile Behaviour behaviour = exchange -> answer(exchange, 200, "text/plain", "");
    volatile Behaviour tokens = this::giveToken;

    private final AtomicInteger given = new AtomicInteger();
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final HttpServer server;

    StubRegistry() throws IOException {
        server = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 1000);
        server.setExecutor(threads);
        server.createContext("/", this::handle);
        server.start();
    }

    URI address() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    static void answer(HttpExchange exchange, int status, String contentType, String body)
            throws IOException {
        exchange.getResponseHeaders().add("Content-Type", contentType);
        var bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        exchange.getResponseBody().write(bytes);
    }

    private void giveToken(HttpExchange exchange) throws IOException {
        answer(
                exchange,
                200,
                "application/json",
                "{\"access_token\":\"token-%d\",\"token_type\":\"Bearer\",\"expires_in\":300}"
                        .formatted(given.incrementAndGet()));
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            var body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            var question =
                    new Question(
                            exchange.getRequestMethod(),
                            exchange.getRequestURI().toString(),
                            header(exchange, "Authorization"),
                            header(exchange, "X-Api-Key"),
                            body);
            if (question.uri().endsWith("/oauth2/token")) {
                askedForTokens.add(question);
                tokens.answer(exchange);
            } else {
                asked.add(question);
                behaviour.answer(exchange);
            }
        }
    }

    void hang() throws IOException {
        try {
            end.await();
        } catch (InterruptedException e) {
            throw new IOException(e);
        }
    }

    private static String header(HttpExchange exchange, String name) {
        return Objects.requireNonNullElse(exchange.getRequestHeaders().getFirst(name), "");
    }

    @Override
    public void close() {
        end.countDown();
        server.stop(0);
        threads.shutdownNow();
    }
}
