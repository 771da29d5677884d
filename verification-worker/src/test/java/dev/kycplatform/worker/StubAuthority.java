package dev.kycplatform.worker;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** An ID authority in this JVM that answers as it is told to, and remembers what it was asked. */
public final class StubAuthority implements AutoCloseable {
    public static final String API_KEY = "a key of the tests";

    public static final String PERSON =
            """
            {"BVN":"00000000000","FirstName":"Joe","MiddleName":"Doe","LastName":"Leo",\
            "DateOfBirth":"20-September-2000","Gender":"Male","PhoneNumber1":"08000000000",\
            "residentialAddress":"10, Workbox, Lagos","registrationDate":"01-March-2015",\
            "WatchListed":"NO"}""";

    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final List<String> asked = new CopyOnWriteArrayList<>();
    private final HttpServer server;
    private volatile Behaviour behaviour = exchange -> answer(exchange, 200, PERSON);

    /** What it does with a question that has been read. */
    @FunctionalInterface
    public interface Behaviour {
        void answer(HttpExchange exchange) throws IOException;
    }

    public StubAuthority(URI address) {
        try {
            server =
                    HttpServer.create(
                            new InetSocketAddress(address.getHost(), address.getPort()), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(threads);
        server.createContext("/", this::handle);
        server.start();
    }

    public static void answer(HttpExchange exchange, int status, String json) throws IOException {
        exchange.getResponseHeaders().add("Content-Type", "application/json");
        var bytes = json.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        exchange.getResponseBody().write(bytes);
    }

    public void behaves(Behaviour changed) {
        behaviour = changed;
    }

    public void answers(int status, String json) {
        behaves(exchange -> answer(exchange, status, json));
    }

    public void isDown() {
        answers(503, "{\"error\":\"unavailable\",\"message\":\"out of service\"}");
    }

    /** {@code path body}, in the order they came. */
    public List<String> asked() {
        return List.copyOf(asked);
    }

    /** Where it listens. */
    public URI address() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            var body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            var headers = exchange.getRequestHeaders();
            if (API_KEY.equals(headers.getFirst("X-Api-Key"))
                    || API_KEY.equals(headers.getFirst("X-Key"))) {
                asked.add(exchange.getRequestURI().getPath() + " " + body);
                behaviour.answer(exchange);
            } else {
                answer(exchange, 401, "{\"error\":\"unauthorized\"}");
            }
        }
    }
}
