package dev.kycplatform.acceptance.measurement;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicLong;
import javax.imageio.ImageIO;

/** Authorities that cost next to nothing, so that the worker is what is measured: each answers the same person. */
final class StubAuthorities implements AutoCloseable {
    private final HttpServer server;
    private final Map<String, Behaviour> behaviours = new ConcurrentHashMap<>();
    private final Map<String, AtomicLong> asked = new ConcurrentHashMap<>();
    private final byte[] nibss = nibss();
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
            asked.computeIfAbsent(authority, _ -> new AtomicLong()).incrementAndGet();
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
                            : authority.equals("ng-nibss") ? nibss : iprs;
            exchange.sendResponseHeaders(status, body.length);
            exchange.getResponseBody().write(body);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** With a photo of about ten kilobytes. */
    private static byte[] nibss() {
        var image = new BufferedImage(64, 64, BufferedImage.TYPE_INT_RGB);
        var random = new Random(1);
        for (int i = 0; i < 64 * 64; i++) {
            image.setRGB(i % 64, i / 64, random.nextInt(1 << 24));
        }
        var png = new ByteArrayOutputStream();
        try {
            ImageIO.write(image, "png", png);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return """
        {"BVN":"00000000000","FirstName":"Joe","MiddleName":"","LastName":"Leo","Gender":"Male",\
        "DateOfBirth":"02-January-1990","PhoneNumber1":"08000000000","residentialAddress":"10, Workbox, Lagos",\
        "registrationDate":"01-March-2015","ImageBase64":"%s"}"""
                .formatted(Base64.getEncoder().encodeToString(png.toByteArray()))
                .getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
