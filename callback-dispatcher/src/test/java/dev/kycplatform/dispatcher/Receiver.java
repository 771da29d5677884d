package dev.kycplatform.dispatcher;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;

/** A partner's endpoint: keeps what it receives, and answers each path what a test wants, else 200. */
final class Receiver implements AutoCloseable {
    private final HttpServer server;
    private volatile boolean isForgettingBodies;
    private final List<Received> received = new CopyOnWriteArrayList<>();
    private final Map<String, Deque<Integer>> answers = new ConcurrentHashMap<>();
    private final Map<String, CountDownLatch> heldBack = new ConcurrentHashMap<>();

    /**
     * One POST as it came.
     *
     * @param headers names in lower case
     */
    record Received(String path, Map<String, List<String>> headers, byte[] body) {
        String header(String name) {
            return headers.getOrDefault(name, List.of("")).getFirst();
        }
    }

    /** @param port 0 for any */
    Receiver(int port) {
        try {
            server =
                    HttpServer.create(
                            new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 100);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", this::receive);
        server.start();
    }

    int port() {
        return server.getAddress().getPort();
    }

    String url(String pathAndQuery) {
        return "http://127.0.0.1:" + port() + pathAndQuery;
    }

    /** What the next requests to that path are answered; afterwards 200. */
    void answer(String path, Integer... statuses) {
        answers.put(path, new ArrayDeque<>(List.of(statuses)));
    }

    /** Requests to that path get no answer until the latch is down. */
    void holdBack(String path, CountDownLatch until) {
        heldBack.put(path, until);
    }

    /** For bodies that would not fit into memory all together. */
    void forgetBodies() {
        isForgettingBodies = true;
    }

    List<Received> at(String path) {
        return received.stream().filter(one -> one.path().equals(path)).toList();
    }

    private void receive(HttpExchange exchange) throws IOException {
        try (exchange) {
            var path = exchange.getRequestURI().getPath();
            received.add(
                    new Received(
                            path,
                            exchange.getRequestHeaders().entrySet().stream()
                                    .collect(
                                            Collectors.toMap(
                                                    entry -> entry.getKey().toLowerCase(),
                                                    Map.Entry::getValue)),
                            body(exchange)));
            var latch = heldBack.get(path);
            if (latch != null) {
                latch.await();
            }
            var answer = "thank you".getBytes();
            exchange.sendResponseHeaders(next(path), answer.length);
            exchange.getResponseBody().write(answer);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private byte[] body(HttpExchange exchange) throws IOException {
        if (isForgettingBodies) {
            exchange.getRequestBody().transferTo(OutputStream.nullOutputStream());
            return new byte[0];
        }
        return exchange.getRequestBody().readAllBytes();
    }

    private int next(String path) {
        var queue = answers.getOrDefault(path, new ArrayDeque<>());
        synchronized (queue) {
            return queue.isEmpty() ? 200 : queue.poll();
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
