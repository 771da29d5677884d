package dev.kycplatform.worker.authority;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.kycplatform.worker.lookup.Answer;
import dev.kycplatform.worker.lookup.AnswerRoom;
import dev.kycplatform.worker.lookup.Lookup;
import io.vertx.core.Vertx;
import io.vertx.core.http.ClientAuth;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.net.PemKeyCertOptions;
import io.vertx.core.net.PemTrustOptions;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Clock;
import java.util.Base64;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An authority that talks to those only whose certificate it trusts. */
class MutualTlsTest {
    private static final int LARGEST = 64 * 1024;
    private static final Vertx VERTX = Vertx.vertx();

    @TempDir private static Path directory;
    private static Pem authority = new Pem(Path.of(""), Path.of(""));
    private static Pem platform = new Pem(Path.of(""), Path.of(""));
    private static Pem stranger = new Pem(Path.of(""), Path.of(""));
    private static int port;

    @BeforeAll
    static void start() throws Exception {
        authority = Pem.make(directory, "authority");
        platform = Pem.make(directory, "platform");
        stranger = Pem.make(directory, "stranger");
        var options =
                new HttpServerOptions()
                        .setHost("127.0.0.1")
                        .setPort(0)
                        .setSsl(true)
                        .setClientAuth(ClientAuth.REQUIRED)
                        .setKeyCertOptions(authority.keyCertOptions())
                        .setTrustOptions(platform.trustOptions());
        port =
                VERTX.createHttpServer(options)
                        .requestHandler(
                                request ->
                                        request.response()
                                                .putHeader("Content-Type", "application/json")
                                                .end("{\"holder\":\"Joe Leo\"}"))
                        .listen()
                        .toCompletionStage()
                        .toCompletableFuture()
                        .get()
                        .actualPort();
    }

    @AfterAll
    static void stop() {
        VERTX.close().toCompletionStage().toCompletableFuture().join();
    }

    @Test
    void answersWhomItTrusts() throws IOException {
        assertThat(ask(platform, authority)).isInstanceOf(Answer.Found.class);
    }

    @Test
    void doesNotAnswerAStranger() throws IOException {
        assertThat(ask(stranger, authority)).isInstanceOf(Answer.Unavailable.class);
    }

    @Test
    void isNotAskedUnlessItIsTrusted() throws IOException {
        assertThat(ask(platform, stranger))
                .isEqualTo(new Answer.Unavailable("tls_failed", Optional.empty()));
    }

    @Test
    void isNotBegunWithAFileThatIsNone() throws IOException {
        var none = new Pem(directory.resolve("none.pem"), directory.resolve("none-key.pem"));
        Files.writeString(none.certificate(), "no certificate");
        Files.writeString(none.key(), "no key");

        assertThatIllegalStateException()
                .isThrownBy(() -> ask(none, authority))
                .withMessageContaining("connector of zm-banks: mutual-tls: expected PEM files");
    }

    private static Answer ask(Pem own, Pem trusted) throws IOException {
        var file =
                """
                authority: zm-banks
                serves: [ZM/BANK_ACCOUNT]
                authentication: none
                mutual-tls: {certificate: '%s', key: '%s', trusted: '%s'}
                timeouts: {connect: 15s, answer: 15s}
                request: {url: 'https://localhost:%d/'}
                answers: {format: json, found: {status: 200}, not-found: {status: 404, when: a}}
                mapping: {full_name: holder}
                """
                        .formatted(own.certificate(), own.key(), trusted.certificate(), port);
        var type = SampleConnectors.ID_TYPES.find("ZM", "BANK_ACCOUNT").orElseThrow();
        try (var authority =
                new ConnectedAuthority(
                        VERTX,
                        SampleConnectors.read(file, URI.create("http://127.0.0.1:1")),
                        new AnswerRoom(LARGEST, LARGEST),
                        LARGEST,
                        new AnswerReader(new RetryAfter(Clock.systemUTC())))) {
            return authority.ask(new Lookup(type, type.sample(), Map.of(), Optional.empty()));
        }
    }

    /** A key with a certificate that vouches for itself, made by the JDK's own keytool. */
    private record Pem(Path certificate, Path key) {
        private static final String PASSWORD = "for-tests";

        static Pem make(Path directory, String name) throws Exception {
            var store = directory.resolve(name + ".p12");
            var command =
                    ("%s/bin/keytool -genkeypair -alias one -keyalg EC -groupname secp256r1 -validity 2"
                                    + " -dname CN=%s -ext san=dns:localhost -keystore %s -storetype PKCS12"
                                    + " -storepass %s")
                            .formatted(System.getProperty("java.home"), name, store, PASSWORD);
            var process = new ProcessBuilder(command.split(" ")).redirectErrorStream(true).start();
            var said = new String(process.getInputStream().readAllBytes());
            assertThat(process.waitFor()).as(said).isZero();
            var keys = KeyStore.getInstance("PKCS12");
            try (var in = Files.newInputStream(store)) {
                keys.load(in, PASSWORD.toCharArray());
            }
            var files =
                    new Pem(directory.resolve(name + ".pem"), directory.resolve(name + "-key.pem"));
            Files.writeString(
                    files.certificate(),
                    text(
                            "CERTIFICATE",
                            Objects.requireNonNull(keys.getCertificate("one")).getEncoded()));
            Files.writeString(
                    files.key(),
                    text(
                            "PRIVATE KEY",
                            Objects.requireNonNull(keys.getKey("one", PASSWORD.toCharArray()))
                                    .getEncoded()));
            return files;
        }

        private static String text(String what, byte[] bytes) {
            return "-----BEGIN %s-----\n%s\n-----END %s-----\n"
                    .formatted(what, Base64.getMimeEncoder().encodeToString(bytes), what);
        }

        PemKeyCertOptions keyCertOptions() {
            return new PemKeyCertOptions()
                    .setCertPath(certificate.toString())
                    .setKeyPath(key.toString());
        }

        PemTrustOptions trustOptions() {
            return new PemTrustOptions().addCertPath(certificate.toString());
        }
    }
}
