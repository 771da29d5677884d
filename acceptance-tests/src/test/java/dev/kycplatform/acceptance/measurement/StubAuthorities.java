package dev.kycplatform.acceptance.measurement;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;

/**
 * Authorities that cost next to nothing, so that the worker is what is measured: each answers the same person, in bytes
 * made once. Every tenth answer of the one that has photos carries one, of 30 to 300 KB.
 */
final class StubAuthorities implements AutoCloseable {
    private static final int PHOTO_EVERY = 10;
    private static final int SIZES = 28;
    private static final int SMALLEST = 30_000;
    private static final int LARGEST = 300_000;

    private final HttpServer server;
    private final Map<String, Behaviour> behaviours = new ConcurrentHashMap<>();
    private final Map<String, AtomicLong> asked = new ConcurrentHashMap<>();
    private final byte[] nibss = nibss("");
    private final List<byte[]> withPhotos = withPhotos();
    private final byte[] iprs =
            "{\"other_names\":\"Joe\",\"surname\":\"Leo\",\"sex\":\"M\",\"date_of_birth\":\"1990-01-02\"}"
                    .getBytes(StandardCharsets.UTF_8);

    /**
     * @param after how late it answers
     * @param failing the part of questions, up to 1, that it answers 503 instead
     */
    record Behaviour(int status, Duration after, double failing) {}

    StubAuthorities() {
        // Or it closes connections that the worker is about to use again: more than 200 that rest.
        System.setProperty("sun.net.httpserver.maxIdleConnections", "10000");
        System.setProperty("sun.net.httpserver.nodelay", "true");
        try {
            server =
                    HttpServer.create(
                            new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 4096);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/authorities/", this::handle);
        server.start();
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    void answer(String authority, int status, Duration after) {
        behaviours.put(authority, new Behaviour(status, after, 0));
    }

    /** Answers most questions, and has no answer to the others. */
    void answerMost(String authority, Duration after, double failing) {
        behaviours.put(authority, new Behaviour(200, after, failing));
    }

    long asked(String authority) {
        return asked.computeIfAbsent(authority, _ -> new AtomicLong()).get();
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            exchange.getRequestBody().readAllBytes();
            var authority = exchange.getRequestURI().getPath().split("/")[2];
            var number = asked.computeIfAbsent(authority, _ -> new AtomicLong()).incrementAndGet();
            var behaviour =
                    behaviours.getOrDefault(authority, new Behaviour(200, Duration.ZERO, 0));
            var status =
                    ThreadLocalRandom.current().nextDouble() < behaviour.failing()
                            ? 503
                            : behaviour.status();
            Thread.sleep(behaviour.after());
            exchange.getResponseHeaders().add("Content-Type", "application/json");
            var body =
                    status != 200
                            ? "{\"error\":\"unavailable\"}".getBytes(StandardCharsets.UTF_8)
                            : authority.equals("ng-nibss") ? nibss(number) : iprs;
            exchange.sendResponseHeaders(status, body.length);
            exchange.getResponseBody().write(body);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private byte[] nibss(long number) {
        return number % PHOTO_EVERY == 0
                ? withPhotos.get((int) (number / PHOTO_EVERY % withPhotos.size()))
                : nibss;
    }

    /** Of all sizes, smaller and larger ones by turns. */
    private static List<byte[]> withPhotos() {
        var random = new Random(1);
        return IntStream.range(0, SIZES)
                .map(i -> i * 11 % SIZES)
                .mapToObj(i -> photo(SMALLEST + i * (LARGEST - SMALLEST) / (SIZES - 1), random))
                .map(photo -> nibss(Base64.getEncoder().encodeToString(photo)))
                .toList();
    }

    /** Begins like a JPEG, and like one does not compress. */
    private static byte[] photo(int size, Random random) {
        var photo = new byte[size];
        random.nextBytes(photo);
        photo[0] = (byte) 0xFF;
        photo[1] = (byte) 0xD8;
        photo[2] = (byte) 0xFF;
        return photo;
    }

    private static byte[] nibss(String photo) {
        return """
        {"BVN":"00000000000","FirstName":"Joe","MiddleName":"","LastName":"Leo","Gender":"Male",\
        "DateOfBirth":"02-January-1990","PhoneNumber1":"08000000000","residentialAddress":"10, Workbox, Lagos",\
        "registrationDate":"01-March-2015","ImageBase64":"%s"}"""
                .formatted(photo)
                .getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
