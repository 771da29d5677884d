package dev.kycplatform.dispatcher.endpoint.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kycplatform.callbackpolicy.CallbackUrl;
import dev.kycplatform.dispatcher.Settings;
import dev.kycplatform.dispatcher.endpoint.EndpointAnswer;
import dev.kycplatform.dispatcher.endpoint.EndpointAnswer.Answered;
import dev.kycplatform.dispatcher.endpoint.EndpointAnswer.Unanswered;
import dev.kycplatform.dispatcher.endpoint.Failure;
import dev.kycplatform.dispatcher.endpoint.SignedCallback;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VertxEndpointClientTest {
    private static final String BODY = "{\"a\":1,\"b\":2}";

    @TempDir static Path directory;

    private static Vertx vertx;
    private static TlsFiles tls;
    private static VertxEndpointClient client;

    @BeforeAll
    static void start() throws IOException, InterruptedException {
        vertx = Vertx.vertx();
        tls = TlsFiles.make(directory);
        client =
                new VertxEndpointClient(
                        vertx,
                        Settings.with(
                                Map.of(
                                        "dispatcher.connect-timeout",
                                        "1s",
                                        "dispatcher.trusted-authorities",
                                        tls.certificate().toString())));
    }

    @AfterAll
    static void stop() {
        client.close();
        vertx.close();
    }

    @Test
    void readsTheAnswer() throws IOException {
        try (var server =
                RawServer.saying(
                        "HTTP/1.1 503 Busy\r\nRetry-After: 7\r\nContent-Length: 4\r\n\r\nbusy")) {
            var answer = (Answered) post(server);

            assertThat(answer.status()).isEqualTo(503);
            assertThat(answer.retryAfter()).contains("7");
            assertThat(answer.excerpt()).asString(StandardCharsets.UTF_8).isEqualTo("busy");
        }
    }

    @Test
    void followsNoRedirect() throws IOException {
        try (var elsewhere = RawServer.saying("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n");
                var server =
                        RawServer.saying(
                                "HTTP/1.1 302 Found\r\nLocation: http://127.0.0.1:%d/\r\nContent-Length: 0\r\n\r\n"
                                        .formatted(elsewhere.port()))) {
            assertThat(((Answered) post(server)).status()).isEqualTo(302);
            assertThat(elsewhere.connections()).isZero();
        }
    }

    @Test
    void readsNoMoreThanTheBeginningOfAnEndlessAnswer() throws Exception {
        var cutOff = new CountDownLatch(1);
        try (var server =
                new RawServer(
                        connection -> {
                            var out = connection.getOutputStream();
                            try {
                                out.write(
                                        "HTTP/1.1 200 OK\r\n\r\n".getBytes(StandardCharsets.UTF_8));
                                while (true) {
                                    out.write(new byte[64 * 1024]);
                                }
                            } catch (IOException _) {
                                cutOff.countDown();
                            }
                        })) {
            var answer = (Answered) post(server);

            assertThat(answer.status()).isEqualTo(200);
            assertThat(answer.excerpt()).hasSize(EndpointAnswer.MOST_EXCERPT);
            assertThat(cutOff.await(5, TimeUnit.SECONDS)).isTrue();
        }
    }

    @Test
    void givesUpOnAnEndpointThatNeverAnswers() throws IOException {
        try (var server = new RawServer(_ -> new CountDownLatch(1).await(10, TimeUnit.SECONDS))) {
            assertThat(post(server)).isEqualTo(new Unanswered(Failure.TIMEOUT));
        }
    }

    @Test
    void countsAStatusAsAnAnswerHoweverItsBodyGoesOn() throws IOException {
        try (var server =
                new RawServer(
                        connection -> {
                            connection
                                    .getOutputStream()
                                    .write(
                                            "HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\ndrip"
                                                    .getBytes(StandardCharsets.UTF_8));
                            new CountDownLatch(1).await(10, TimeUnit.SECONDS);
                        })) {
            assertThat(((Answered) post(server)).status()).isEqualTo(200);
        }
    }

    @Test
    void countsAStatusAsAnAnswerIfTheConnectionBreaksInItsBody() throws IOException {
        try (var server =
                RawServer.saying("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nhalf of it")) {
            var answer = (Answered) post(server);

            assertThat(answer.status()).isEqualTo(200);
            assertThat(answer.excerpt()).asString(StandardCharsets.UTF_8).isEqualTo("half of it");
        }
    }

    @Test
    void tellsWhatKindOfFailureItWas() throws IOException {
        try (var silent = RawServer.saying("");
                var garbage = RawServer.saying("what is this?\r\n\r\n")) {
            assertThat(post(silent)).isEqualTo(new Unanswered(Failure.CONNECTION_LOST));
            assertThat(silent.connections()).isEqualTo(1);
            assertThat(post(garbage)).isEqualTo(new Unanswered(Failure.ANSWER_UNREADABLE));
        }
        assertThat(post("http://127.0.0.1:" + closedPort()))
                .isEqualTo(new Unanswered(Failure.NOT_CONNECTED));
    }

    /** Servers close connections that rest, and may do so just as the next request is on its way. */
    @Test
    void repeatsOnANewConnectionWhatWasLostOnOneThatHadRested() throws IOException {
        try (var server = new RawServer(VertxEndpointClientTest::answerOnceThenClose)) {
            assertThat(post(server)).isInstanceOf(Answered.class);

            assertThat(post(server))
                    .isInstanceOfSatisfying(
                            Answered.class, answer -> assertThat(answer.status()).isEqualTo(200));
            assertThat(server.connections()).isEqualTo(2);
        }
    }

    @Test
    void connectsToTheAddressItIsGivenAndChecksTheCertificateAgainstTheName()
            throws IOException, GeneralSecurityException {
        try (var server =
                new RawServer(
                        tls.serverSocket(),
                        connection ->
                                connection
                                        .getOutputStream()
                                        .write(
                                                "HTTP/1.1 204 No Content\r\n\r\n"
                                                        .getBytes(StandardCharsets.UTF_8)))) {
            assertThat(post("https://" + TlsFiles.NAME + ":" + server.port()))
                    .isInstanceOfSatisfying(
                            Answered.class, answer -> assertThat(answer.status()).isEqualTo(204));
            assertThat(post("https://other.example:" + server.port()))
                    .isEqualTo(new Unanswered(Failure.TLS));
        }
    }

    /** Reads the first byte of the second request before it closes. */
    private static void answerOnceThenClose(Socket connection) throws IOException {
        connection.getInputStream().readNBytes(BODY.length());
        connection
                .getOutputStream()
                .write(
                        "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n"
                                .getBytes(StandardCharsets.UTF_8));
        connection.getInputStream().readNBytes(1);
    }

    /** Its head would end with an empty line, which a handshake has none of: it reads for ever. */
    @Test
    void givesUpOnAnEndpointThatKeepsSilentInTheHandshake() throws IOException {
        try (var silent = RawServer.saying("never said")) {
            assertThat(post("https://" + TlsFiles.NAME + ":" + silent.port()))
                    .isEqualTo(new Unanswered(Failure.TLS));
        }
    }

    private static EndpointAnswer post(RawServer server) {
        return post("http://127.0.0.1:" + server.port());
    }

    /** Always to the loopback, whatever the name. */
    private static EndpointAnswer post(String origin) {
        return client.post(
                CallbackUrl.parse(origin + "/cb").orElseThrow(),
                InetAddress.getLoopbackAddress(),
                new SignedCallback(
                        new HashMap<>(Map.of("content-type", "application/json")),
                        List.of(
                                BODY.substring(0, 7).getBytes(StandardCharsets.UTF_8),
                                BODY.substring(7).getBytes(StandardCharsets.UTF_8))),
                Duration.ofSeconds(4));
    }

    private static int closedPort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
