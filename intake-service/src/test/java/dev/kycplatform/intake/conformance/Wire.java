package dev.kycplatform.intake.conformance;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** One HTTP/1.1 connection that sends exactly the bytes it is told to, and never waits for ever. */
final class Wire implements AutoCloseable {
    /** Longer than the service may take for anything; after it, an answer counts as never given. */
    private static final int PATIENCE_MILLIS = 10_000;

    private final Socket socket;
    private final InputStream in;
    private boolean isClosing;

    /** A header as it came. */
    record Header(String name, String value) {}

    /** An answer as it came. */
    record Answer(int status, List<Header> headers, byte[] body) {
        Optional<String> header(String name) {
            return headers.stream()
                    .filter(header -> header.name().equalsIgnoreCase(name))
                    .map(Header::value)
                    .findFirst();
        }

        String text() {
            return new String(body, StandardCharsets.UTF_8);
        }
    }

    private Wire(Socket socket) throws IOException {
        this.socket = socket;
        this.in = new BufferedInputStream(socket.getInputStream());
    }

    static Wire open(int port) throws IOException {
        var socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.setSoTimeout(PATIENCE_MILLIS);
        socket.setTcpNoDelay(true);
        return new Wire(socket);
    }

    /** @param lines the request line and the headers, without framing */
    static byte[] request(List<String> lines, byte[] body) {
        var request = new ByteArrayOutputStream(body.length + 512);
        // One byte a character, so that headers can carry any byte.
        request.writeBytes(String.join("\r\n", lines).getBytes(StandardCharsets.ISO_8859_1));
        request.writeBytes(
                ("\r\nContent-Length: " + body.length + "\r\n\r\n")
                        .getBytes(StandardCharsets.ISO_8859_1));
        request.writeBytes(body);
        return request.toByteArray();
    }

    static Answer once(int port, List<String> lines, byte[] body) throws IOException {
        try (var wire = open(port)) {
            return wire.send(request(lines, body));
        }
    }

    /** @throws java.net.SocketTimeoutException if no whole answer comes */
    Answer send(byte[] request) throws IOException {
        socket.getOutputStream().write(request);
        var status = status();
        var headers = headers();
        while (status < 200) {
            // Only that the server goes on listening.
            status = status();
            headers = headers();
        }
        var answer = new Answer(status, headers, new byte[0]);
        isClosing = answer.header("Connection").orElse("").equalsIgnoreCase("close");
        return new Answer(status, headers, body(answer));
    }

    /** True if the next request needs another connection. */
    boolean isClosing() {
        return isClosing;
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }

    private byte[] body(Answer head) throws IOException {
        if (head.header("Transfer-Encoding").orElse("").equalsIgnoreCase("chunked")) {
            return chunks();
        }
        var length = head.header("Content-Length");
        if (length.isPresent()) {
            return in.readNBytes(Integer.parseInt(length.get()));
        }
        isClosing = true;
        return in.readAllBytes();
    }

    private byte[] chunks() throws IOException {
        var body = new ByteArrayOutputStream();
        while (true) {
            var length = Integer.parseInt(line(), 16);
            body.writeBytes(in.readNBytes(length));
            line();
            if (length == 0) {
                return body.toByteArray();
            }
        }
    }

    private int status() throws IOException {
        return Integer.parseInt(line().split(" ", 3)[1]);
    }

    private List<Header> headers() throws IOException {
        var headers = new ArrayList<Header>();
        for (var line = line(); !line.isEmpty(); line = line()) {
            var colon = line.indexOf(':');
            headers.add(new Header(line.substring(0, colon), line.substring(colon + 1).strip()));
        }
        return headers;
    }

    private String line() throws IOException {
        var line = new ByteArrayOutputStream();
        for (var next = in.read(); next != '\n'; next = in.read()) {
            if (next < 0) {
                throw new EOFException("the connection ended before the answer did");
            }
            line.write(next);
        }
        return line.toString(StandardCharsets.ISO_8859_1).strip();
    }
}
