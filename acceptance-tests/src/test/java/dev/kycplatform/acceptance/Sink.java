package dev.kycplatform.acceptance;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * An endpoint that takes every POST, answers 204 and costs next to nothing, so that who sends is what is measured.
 * Keeps connections for as long as the sender does, however many there are.
 */
final class Sink implements AutoCloseable {
    private static final int BUFFER = 16 * 1024;
    private static final String LENGTH = "content-length:";
    private static final byte[] TAKEN =
            "HTTP/1.1 204 No Content\r\n\r\n".getBytes(StandardCharsets.US_ASCII);

    private final ServerSocket server;
    private final Consumer<String> taken;
    private final Set<Socket> connections = ConcurrentHashMap.newKeySet();

    /** @param taken is told the path of each request, once it has been read whole and before it is answered */
    Sink(Consumer<String> taken) {
        this.taken = taken;
        try {
            server = new ServerSocket(0, 1024, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Thread.ofVirtual().name("sink").start(this::accept);
    }

    String origin() {
        return "http://127.0.0.1:" + server.getLocalPort();
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                var connection = server.accept();
                connection.setTcpNoDelay(true);
                connections.add(connection);
                Thread.ofVirtual().start(() -> serve(connection));
            } catch (IOException _) {
                return;
            }
        }
    }

    private void serve(Socket connection) {
        try (connection) {
            var in = new BufferedInputStream(connection.getInputStream(), BUFFER);
            var out = connection.getOutputStream();
            for (var path = take(in); path != null; path = take(in)) {
                taken.accept(path);
                out.write(TAKEN);
            }
        } catch (IOException _) {
            // The sender went away.
        } finally {
            connections.remove(connection);
        }
    }

    /** Reads one request. @return its path; null at the end of the connection */
    private static @Nullable String take(InputStream in) throws IOException {
        var first = line(in);
        if (first.isEmpty()) {
            return null;
        }
        long length = 0;
        for (var header = line(in); !header.isEmpty(); header = line(in)) {
            if (header.regionMatches(true, 0, LENGTH, 0, LENGTH.length())) {
                length = Long.parseLong(header.substring(LENGTH.length()).strip());
            }
        }
        in.skipNBytes(length);
        return first.split(" ", 3)[1];
    }

    /** Up to the end of a line, without it; empty at the end of the connection too. */
    private static String line(InputStream in) throws IOException {
        var line = new ByteArrayOutputStream();
        for (int next = in.read(); next >= 0 && next != '\n'; next = in.read()) {
            if (next != '\r') {
                line.write(next);
            }
        }
        return line.toString(StandardCharsets.ISO_8859_1);
    }

    @Override
    public void close() throws IOException {
        server.close();
        for (var connection : connections) {
            connection.close();
        }
    }
}
