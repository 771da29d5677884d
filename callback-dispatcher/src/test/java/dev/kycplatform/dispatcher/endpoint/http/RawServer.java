package dev.kycplatform.dispatcher.endpoint.http;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicInteger;

/** A server that says what a test wants said, be it HTTP or not. */
final class RawServer implements AutoCloseable {
    /** What happens on each connection once the request's head has been read. */
    interface Behaviour {
        void on(Socket connection) throws IOException, InterruptedException;
    }

    private final ServerSocket socket;
    private final AtomicInteger connections = new AtomicInteger();

    RawServer(Behaviour behaviour) throws IOException {
        this(new ServerSocket(0, 50, InetAddress.getLoopbackAddress()), behaviour);
    }

    RawServer(ServerSocket socket, Behaviour behaviour) {
        this.socket = socket;
        Thread.ofVirtual().start(() -> accept(behaviour));
    }

    static RawServer saying(String answer) throws IOException {
        return new RawServer(
                connection ->
                        connection
                                .getOutputStream()
                                .write(answer.getBytes(StandardCharsets.UTF_8)));
    }

    int port() {
        return socket.getLocalPort();
    }

    int connections() {
        return connections.get();
    }

    private void accept(Behaviour behaviour) {
        while (!socket.isClosed()) {
            try {
                var connection = socket.accept();
                connections.incrementAndGet();
                Thread.ofVirtual().start(() -> serve(connection, behaviour));
            } catch (IOException _) {
                return;
            }
        }
    }

    private static void serve(Socket connection, Behaviour behaviour) {
        try (connection) {
            readHead(connection);
            behaviour.on(connection);
        } catch (IOException | InterruptedException _) {
            // The client went away, which is what some tests are about.
        }
    }

    private static void readHead(Socket connection) throws IOException {
        var seen = new StringBuilder();
        while (seen.indexOf("\r\n\r\n") < 0) {
            int next = connection.getInputStream().read();
            if (next < 0) {
                return;
            }
            seen.append((char) next);
        }
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
