package dev.kycplatform.dispatcher;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * An endpoint that behaves as the path says: {@code /drip} or {@code /after/3}. Speaks HTTP over bare sockets, for
 * most of what it does no HTTP server would do. A request is read to its end before anything happens.
 */
final class UnrulyReceiver implements AutoCloseable {
    private static final Duration UNTIL_404_ENDS = Duration.ofMinutes(10);
    private static final String OK = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok";

    private final ServerSocket server;
    private final String scheme;
    private final Clock clock;
    private final Instant startedAt;
    private final List<Request> requests = new CopyOnWriteArrayList<>();
    private final Map<String, AtomicInteger> counts = new ConcurrentHashMap<>();
    private final CountDownLatch closing = new CountDownLatch(1);

    /** One request as it came; header names in lower case. */
    record Request(String path, Map<String, String> headers, byte[] body) {}

    /** What a path may ask for. */
    enum Behaviour {
        /** Takes a second, then answers. */
        SLOW,
        /** Answers, and sends its body a byte at a time, for ever. */
        DRIP,
        /** Sends its head a byte at a time, for ever. */
        DRIP_HEAD,
        /** Resets the connection instead of answering. */
        RESET,
        /** Closes its side without an answer, and goes on listening. */
        HALF_CLOSE,
        /** Breaks off within its body. */
        HALF_ANSWER,
        /** Answers what is no HTTP. */
        GARBAGE,
        /** Sends a body without end, as fast as it can. */
        HUGE,
        /** Sends headers without end. */
        HUGE_HEAD,
        /** Sends whoever follows it to a cloud's metadata. */
        REDIRECT,
        /** Fails until the Nth request; {@code /after/3} answers the third. */
        AFTER,
        /** Never answers. */
        NEVER,
        /** 404 for ten minutes of its own clock, then 200. */
        NOT_YET,
        /** Just answers. */
        OK
    }

    UnrulyReceiver(Clock clock) {
        this(plain(), "http", clock);
    }

    /** With a certificate nobody trusts, for a name that is not its own. */
    static UnrulyReceiver withWrongCertificate(ServerSocket tls, Clock clock) {
        return new UnrulyReceiver(tls, "https", clock);
    }

    private UnrulyReceiver(ServerSocket server, String scheme, Clock clock) {
        this.server = server;
        this.scheme = scheme;
        this.clock = clock;
        this.startedAt = clock.instant();
        Thread.ofVirtual().start(this::accept);
    }

    private static ServerSocket plain() {
        try {
            return new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    int port() {
        return server.getLocalPort();
    }

    String url(String path) {
        return scheme + "://127.0.0.1:" + port() + path;
    }

    /** What has been read whole. */
    List<Request> requests() {
        return List.copyOf(requests);
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                var connection = server.accept();
                Thread.ofVirtual().start(() -> serve(connection));
            } catch (IOException _) {
                return;
            }
        }
    }

    private void serve(Socket connection) {
        try (connection) {
            while (true) {
                var request = read(connection.getInputStream());
                requests.add(request);
                behave(connection, request.path());
            }
        } catch (IOException | IllegalStateException _) {
            // The other side went away, or this one has done its worst.
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private void behave(Socket connection, String path) throws IOException, InterruptedException {
        switch (behaviour(path)) {
            case SLOW -> {
                pause(Duration.ofSeconds(1));
                say(connection, OK);
            }
            case DRIP -> {
                say(connection, "HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\n");
                dripForEver(connection, "x");
            }
            case DRIP_HEAD -> {
                say(connection, "HTTP/1.1 200 OK\r\nX-Slow: ");
                dripForEver(connection, "x");
            }
            case RESET -> {
                connection.setSoLinger(true, 0);
                throw new IllegalStateException("reset");
            }
            case HALF_CLOSE -> {
                connection.shutdownOutput();
                waitForEver();
            }
            case HALF_ANSWER -> {
                say(connection, "HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nhalf of it");
                throw new IllegalStateException("enough");
            }
            case GARBAGE -> {
                say(connection, "\u0000\u0001 what is this?\r\n\r\n");
                waitForEver();
            }
            case HUGE -> {
                say(connection, "HTTP/1.1 200 OK\r\n\r\n");
                while (true) {
                    connection.getOutputStream().write(new byte[64 * 1024]);
                }
            }
            case HUGE_HEAD -> {
                say(connection, "HTTP/1.1 200 OK\r\n");
                while (true) {
                    say(connection, "X-Huge: " + "x".repeat(1_000) + "\r\n");
                }
            }
            case REDIRECT ->
                    say(
                            connection,
                            "HTTP/1.1 302 Found\r\n"
                                    + "Location: http://169.254.169.254/latest/meta-data/\r\n"
                                    + "Content-Length: 0\r\n\r\n");
            case AFTER -> {
                var wanted = Integer.parseInt(path.substring(path.lastIndexOf('/') + 1));
                var count = counts.computeIfAbsent(path, _ -> new AtomicInteger());
                say(connection, count.incrementAndGet() < wanted ? status(500) : OK);
            }
            case NEVER -> waitForEver();
            case NOT_YET ->
                    say(
                            connection,
                            clock.instant().isBefore(startedAt.plus(UNTIL_404_ENDS))
                                    ? status(404)
                                    : OK);
            case OK -> say(connection, OK);
        }
    }

    private static Behaviour behaviour(String path) {
        var word = path.substring(1).split("/", 2)[0];
        return Arrays.stream(Behaviour.values())
                .filter(one -> one.name().toLowerCase().replace('_', '-').equals(word))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("no such behaviour: " + path));
    }

    private static String status(int status) {
        return "HTTP/1.1 " + status + " No\r\nContent-Length: 0\r\n\r\n";
    }

    private static void say(Socket connection, String text) throws IOException {
        connection.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    private void dripForEver(Socket connection, String drop)
            throws IOException, InterruptedException {
        while (closing.getCount() > 0) {
            say(connection, drop);
            pause(Duration.ofMillis(50));
        }
    }

    private void waitForEver() throws InterruptedException {
        closing.await();
        throw new IllegalStateException("closed");
    }

    private void pause(Duration time) throws InterruptedException {
        if (closing.await(time.toMillis(), TimeUnit.MILLISECONDS)) {
            throw new IllegalStateException("closed");
        }
    }

    private static Request read(InputStream in) throws IOException {
        var head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            int next = in.read();
            if (next < 0) {
                throw new IllegalStateException("closed");
            }
            head.append((char) next);
        }
        var lines = head.toString().split("\r\n");
        var headers = new ConcurrentHashMap<String, String>();
        for (int i = 1; i < lines.length; i++) {
            var colon = lines[i].indexOf(':');
            headers.put(
                    lines[i].substring(0, colon).toLowerCase(),
                    lines[i].substring(colon + 1).strip());
        }
        var length = Integer.parseInt(headers.getOrDefault("content-length", "0"));
        return new Request(lines[0].split(" ")[1], headers, in.readNBytes(length));
    }

    @Override
    public void close() {
        closing.countDown();
        try {
            server.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
