package dev.kycplatform.acceptance;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.UnknownFieldSet;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.stream.Stream;

/** Takes spans as a collector does (OTLP over HTTP) and keeps them. Knows as much of the format as the tests ask about. */
final class TraceCollector implements AutoCloseable {
    private final HttpServer server;
    private final Queue<Span> spans = new ConcurrentLinkedQueue<>();
    private final Queue<String> bodies = new ConcurrentLinkedQueue<>();

    /** @param attributes text only; numbers are left out */
    record Span(
            String service,
            String traceId,
            String spanId,
            String parentId,
            String name,
            Map<String, String> attributes) {}

    private TraceCollector(HttpServer server) {
        this.server = server;
    }

    static TraceCollector open() {
        try {
            var server =
                    HttpServer.create(
                            new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 256);
            var collector = new TraceCollector(server);
            server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
            server.createContext("/v1/traces", collector::receive);
            server.start();
            return collector;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    List<Span> ofTrace(String traceId) {
        return spans.stream().filter(span -> span.traceId().equals(traceId)).toList();
    }

    /** All that ever came, byte by byte. */
    String everything() {
        return String.join("\n", bodies);
    }

    @Override
    public void close() {
        server.stop(0);
    }

    private void receive(HttpExchange exchange) throws IOException {
        try (exchange) {
            var body = exchange.getRequestBody().readAllBytes();
            bodies.add(new String(body, StandardCharsets.ISO_8859_1));
            messages(UnknownFieldSet.parseFrom(body), 1).forEach(this::keep);
            exchange.sendResponseHeaders(200, -1);
        }
    }

    private void keep(UnknownFieldSet resourceSpans) {
        var service =
                messages(resourceSpans, 1)
                        .map(resource -> attributes(resource, 1))
                        .map(attributes -> attributes.getOrDefault("service.name", ""))
                        .findFirst()
                        .orElse("");
        messages(resourceSpans, 2)
                .flatMap(scope -> messages(scope, 2))
                .forEach(
                        span ->
                                spans.add(
                                        new Span(
                                                service,
                                                hex(span, 1),
                                                hex(span, 2),
                                                hex(span, 4),
                                                text(span, 5),
                                                attributes(span, 9))));
    }

    private static Map<String, String> attributes(UnknownFieldSet message, int field) {
        var attributes = new TreeMap<String, String>();
        messages(message, field)
                .forEach(
                        pair ->
                                messages(pair, 2)
                                        .map(value -> text(value, 1))
                                        .forEach(text -> attributes.put(text(pair, 1), text)));
        return attributes;
    }

    private static Stream<UnknownFieldSet> messages(UnknownFieldSet message, int field) {
        return bytes(message, field)
                .map(
                        bytes -> {
                            try {
                                return UnknownFieldSet.parseFrom(bytes);
                            } catch (InvalidProtocolBufferException e) {
                                throw new UncheckedIOException(e);
                            }
                        });
    }

    private static String text(UnknownFieldSet message, int field) {
        return bytes(message, field).map(ByteString::toStringUtf8).findFirst().orElse("");
    }

    private static String hex(UnknownFieldSet message, int field) {
        return bytes(message, field)
                .map(bytes -> HexFormat.of().formatHex(bytes.toByteArray()))
                .findFirst()
                .orElse("");
    }

    private static Stream<ByteString> bytes(UnknownFieldSet message, int field) {
        return message.getField(field).getLengthDelimitedList().stream();
    }
}
