package dev.kycplatform.localstack.cli;

import com.standardwebhooks.Webhook;
import com.standardwebhooks.exceptions.WebhookVerificationException;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.kycplatform.localstack.process.ProcessException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.http.HttpHeaders;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/** A partner's callback endpoint on loopback: answers 200 and keeps what it got. */
final class CallbackReceiver implements AutoCloseable {
    private static final String PATH = "/callback";

    private final HttpServer server;
    private final Clock clock;
    private final BlockingQueue<Received> received = new LinkedBlockingQueue<>();

    /**
     * One callback.
     *
     * @param body the bytes as they came, which is what is signed
     */
    record Received(Map<String, String> headers, String body, Instant at) {
        /** Those that Standard Webhooks defines. */
        Map<String, String> webhookHeaders() {
            Map<String, String> chosen = new TreeMap<>(headers);
            chosen.keySet().removeIf(name -> !name.startsWith("webhook-"));
            return chosen;
        }

        /** As the published library sees it. */
        boolean isSignedWith(String secret) {
            HttpHeaders all =
                    HttpHeaders.of(
                            headers.entrySet().stream()
                                    .collect(
                                            Collectors.toMap(
                                                    Map.Entry::getKey,
                                                    entry -> List.of(entry.getValue()))),
                            (name, value) -> true);
            try {
                new Webhook(secret).verify(body, all);
                return true;
            } catch (WebhookVerificationException no) {
                return false;
            }
        }
    }

    private CallbackReceiver(HttpServer server, Clock clock) {
        this.server = server;
        this.clock = clock;
    }

    static CallbackReceiver start(Clock clock) throws IOException {
        HttpServer server =
                HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        CallbackReceiver receiver = new CallbackReceiver(server, clock);
        server.createContext(PATH, receiver::take);
        server.start();
        return receiver;
    }

    String address() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + PATH;
    }

    /** Empty if none has come in time. */
    Optional<Received> await(Duration atMost) {
        try {
            return Optional.ofNullable(received.poll(atMost.toMillis(), TimeUnit.MILLISECONDS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ProcessException("interrupted while waiting for the callback", e);
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }

    private void take(HttpExchange exchange) throws IOException {
        Instant at = clock.instant();
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        exchange.getRequestHeaders()
                .forEach(
                        (name, values) ->
                                headers.put(name.toLowerCase(Locale.ROOT), values.getFirst()));
        received.add(new Received(headers, body, at));
        exchange.sendResponseHeaders(200, -1);
        exchange.close();
    }
}
