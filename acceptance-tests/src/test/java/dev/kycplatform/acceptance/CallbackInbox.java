package dev.kycplatform.acceptance;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.standardwebhooks.Webhook;
import com.standardwebhooks.exceptions.WebhookVerificationException;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.http.HttpHeaders;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.awaitility.Awaitility;

/** A partner's endpoint on a free port: keeps what it gets, and answers as it is told. */
final class CallbackInbox implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final HttpServer server;
    private final Queue<Message> messages = new ConcurrentLinkedQueue<>();
    private volatile int status = 200;
    private volatile Duration delay = Duration.ZERO;

    /**
     * A callback as it came.
     *
     * @param status what it was answered
     * @param receivedAt as {@link System#nanoTime()} tells it
     */
    record Message(String text, HttpHeaders headers, int status, long receivedAt) {
        JsonNode body() {
            try {
                return JSON.readTree(text);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        String jobId() {
            return body().path("PartnerParams").path("job_id").asText();
        }

        String webhookId() {
            return headers.firstValue("webhook-id").orElse("");
        }

        /** By the published Standard Webhooks library, over the exact text. */
        boolean isSignedWith(String webhookSecret) {
            try {
                new Webhook(webhookSecret).verify(text, headers);
                return true;
            } catch (WebhookVerificationException _) {
                return false;
            }
        }
    }

    private CallbackInbox(HttpServer server) {
        this.server = server;
    }

    static CallbackInbox open() {
        try {
            var server =
                    HttpServer.create(
                            new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 256);
            var inbox = new CallbackInbox(server);
            server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
            server.createContext("/", inbox::receive);
            server.start();
            return inbox;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/callback";
    }

    /** From now on answers with this status, so late. */
    void answer(int withStatus, Duration after) {
        status = withStatus;
        delay = after;
    }

    /** Those of which something was received and answered 2xx. */
    Set<String> jobs() {
        return messages.stream()
                .filter(message -> message.status() < 300)
                .map(Message::jobId)
                .collect(Collectors.toSet());
    }

    /** What was received for a job and answered 2xx, in the order it came. */
    List<Message> delivered(String jobId) {
        return messages.stream()
                .filter(message -> message.status() < 300 && message.jobId().equals(jobId))
                .toList();
    }

    /** What was received and answered 2xx, by job. */
    Map<String, List<Message>> delivered() {
        return messages.stream()
                .filter(message -> message.status() < 300)
                .collect(Collectors.groupingBy(Message::jobId));
    }

    /** How many were received in each second since then, up to the last one; others are left out. */
    long[] perSecond(long since) {
        var seconds =
                messages.stream()
                        .map(message -> message.receivedAt() - since)
                        .filter(after -> after >= 0)
                        .map(TimeUnit.NANOSECONDS::toSeconds)
                        .collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));
        var last = seconds.keySet().stream().mapToLong(Long::longValue).max().orElse(-1);
        return LongStream.rangeClosed(0, last)
                .map(second -> seconds.getOrDefault(second, 0L))
                .toArray();
    }

    /** All that was ever received. */
    int count() {
        return messages.size();
    }

    Message await(String jobId) {
        return Awaitility.await("the callback of " + jobId)
                .atMost(PATIENCE)
                .until(() -> delivered(jobId), found -> !found.isEmpty())
                .getFirst();
    }

    @Override
    public void close() {
        server.stop(0);
    }

    private void receive(HttpExchange exchange) throws IOException {
        try (exchange) {
            var text = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            var headers = HttpHeaders.of(exchange.getRequestHeaders(), (_, _) -> true);
            var answered = status;
            if (delay.isPositive()) {
                // Being slow is what this endpoint is told to be.
                Thread.sleep(delay);
            }
            messages.add(new Message(text, headers, answered, System.nanoTime()));
            exchange.sendResponseHeaders(answered, -1);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
