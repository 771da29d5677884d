package dev.kycplatform.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.kycplatform.contracts.signature.WebhookSignature;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The snippets of {@code docs/migrating-from-smile-id.md} do what the guide says they do. */
class SnippetsIT {
    private static final String FOUND = "00000000000";
    private static final String NOT_FOUND = "00000000001";

    private final CallbackInbox inbox = CallbackInbox.open();

    @AfterEach
    void close() {
        inbox.close();
    }

    @ParameterizedTest
    @EnumSource
    void aResultIsWaitedFor(Language language) {
        language.requireClient();
        var jobId = newJobId(language);

        var found = Run.of(language.snippet("sync", jobId, FOUND));
        var repeated = Run.of(language.snippet("sync", jobId, FOUND));
        var misused = Run.of(language.snippet("sync", jobId, NOT_FOUND));

        assertThat(found.successful()).contains("1012 Valid ID");
        assertThat(repeated.successful()).contains("1012 Valid ID");
        assertThat(misused.failed()).contains("refused", "400", "2215");
    }

    @ParameterizedTest
    @EnumSource
    void aJobIsSubmittedItsResultCalledBackAndItsStatusRead(Language language) {
        language.requireClient();
        var jobId = newJobId(language);

        assertThat(submit(language, jobId, inbox.url()).successful())
                .containsIgnoringCase("accepted true");
        inbox.await(jobId);
        var status = Run.of(language.snippet("status", jobId));
        var unknown = Run.of(language.snippet("status", "no-such-job"));

        assertThat(status.successful()).contains("complete 1012");
        assertThat(unknown.failed()).contains("refused", "2313");
    }

    /** The partner of these tests has no default callback. */
    @ParameterizedTest
    @EnumSource
    void aJobWithoutACallbackIsLeftToThePartnersDefaultCallback(Language language) {
        language.requireClient();

        assertThat(submit(language, newJobId(language), "").failed()).contains("refused", "2213");
    }

    /** It is plain HTTP, and so is run where the vendor's client is not. */
    @Test
    void pythonSubmitsAJobWithoutTheVendorsClient() {
        Language.PYTHON.requireRuntime();
        var jobId = newJobId(Language.PYTHON);

        var run = submit(Language.PYTHON, jobId, inbox.url());

        assertThat(run.successful()).contains("accepted True");
        assertThat(inbox.await(jobId).body().path("ResultCode").asText()).isEqualTo("1012");
    }

    @ParameterizedTest
    @EnumSource
    void aCallbackIsTakenOnceAndOnlyIfItIsOurs(Language language) throws IOException {
        language.requireRuntime();
        var jobId = newJobId(language);
        submitByHand(jobId);
        var genuine = Callback.of(inbox.await(jobId));

        var log = Files.createTempFile(Path.of("target"), "callbacks-", ".log");
        try (var receiver = Receiver.start(language, log)) {
            assertThat(receiver.post(genuine)).as("genuine").isEqualTo(204);
            assertThat(receiver.post(genuine)).as("the same again").isEqualTo(204);
            assertThat(receiver.post(genuine.signedAgain(jobId + "-2", Instant.now()).rotated()))
                    .as("signed with two secrets, as while one is rotated")
                    .isEqualTo(204);
            assertThat(
                            receiver.post(
                                    genuine.grown(1_500_000)
                                            .signedAgain(jobId + "-3", Instant.now())))
                    .as("as large as they come")
                    .isEqualTo(204);
            assertThat(receiver.post(genuine.changed())).as("changed on its way").isEqualTo(401);
            assertThat(receiver.post(genuine.unsigned())).as("without a signature").isEqualTo(401);
            assertThat(
                            receiver.post(
                                    genuine.signedAgain(
                                            jobId + "-4", Instant.now().minusSeconds(3_600))))
                    .as("an hour old")
                    .isEqualTo(401);
            assertThat(
                            receiver.post(
                                    genuine.withOtherVendorSignature()
                                            .signedAgain(jobId + "-5", Instant.now())))
                    .as("not signed as the vendor signs")
                    .isEqualTo(401);
        }

        assertThat(Files.readAllLines(log))
                .filteredOn(line -> line.endsWith(jobId + " 1012"))
                .hasSize(3);
    }

    private static Run submit(Language language, String jobId, String callbackUrl) {
        var snippet = language.snippet("async", jobId, FOUND);
        if (!callbackUrl.isEmpty()) {
            snippet.environment().put("KYC_CALLBACK_URL", callbackUrl);
        }
        return Run.of(snippet);
    }

    private void submitByHand(String jobId) {
        var partner = Platform.partner();
        assertThat(partner.submit(partner.job(jobId, "NG", "BVN", FOUND, inbox.url())).status())
                .isEqualTo(200);
    }

    /** Another one in every run: PHP's receiver remembers what it has seen. */
    private static String newJobId(Language language) {
        return "snippet-%s-%d".formatted(language.requirement(), System.nanoTime());
    }

    /** A callback as it is about to be sent. */
    private record Callback(String text, String id, String timestamp, String signature) {
        static Callback of(CallbackInbox.Message message) {
            return new Callback(
                    message.text(),
                    message.webhookId(),
                    message.headers().firstValue(WebhookSignature.TIMESTAMP_HEADER).orElseThrow(),
                    message.headers().firstValue(WebhookSignature.SIGNATURE_HEADER).orElseThrow());
        }

        Callback signedAgain(String otherId, Instant at) {
            var secret = Platform.stack().partner().webhookSecret();
            var signed =
                    WebhookSignature.sign(
                            List.of(secret), otherId, at, text.getBytes(StandardCharsets.UTF_8));
            return new Callback(text, otherId, Long.toString(at.getEpochSecond()), signed);
        }

        Callback rotated() {
            var other = "v1,AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=";
            return new Callback(text, id, timestamp, other + " " + signature);
        }

        Callback grown(int size) {
            var body = (ObjectNode) message().body();
            body.put("Document", "A".repeat(size - text.length()));
            return new Callback(body.toString(), id, timestamp, signature);
        }

        Callback changed() {
            return new Callback(text.replace("1012", "1013"), id, timestamp, signature);
        }

        Callback unsigned() {
            return new Callback(text, id, timestamp, "");
        }

        Callback withOtherVendorSignature() {
            var body = (ObjectNode) message().body();
            body.put("signature", "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=");
            return new Callback(body.toString(), id, timestamp, signature);
        }

        private CallbackInbox.Message message() {
            return new CallbackInbox.Message(text, HttpHeaders.of(Map.of(), (_, _) -> true), 0, 0);
        }
    }

    /** A snippet that receives callbacks, until it is closed. */
    private record Receiver(Process process, URI url, HttpClient http) implements AutoCloseable {
        static Receiver start(Language language, Path log) throws IOException {
            var port = freePort();
            var process =
                    language.program(language.receiver(port))
                            .redirectErrorStream(true)
                            .redirectOutput(log.toFile())
                            .start();
            Awaitility.await("the receiver of " + language)
                    .atMost(Duration.ofSeconds(30))
                    .until(() -> isOpen(port) || !process.isAlive());
            assertThat(process.isAlive()).as(Files.readString(log)).isTrue();
            return new Receiver(
                    process,
                    URI.create("http://127.0.0.1:" + port + "/callback"),
                    HttpClient.newHttpClient());
        }

        int post(Callback callback) {
            var request =
                    HttpRequest.newBuilder(url)
                            .timeout(Duration.ofSeconds(15))
                            .header("content-type", "application/json")
                            .header(WebhookSignature.ID_HEADER, callback.id())
                            .header(WebhookSignature.TIMESTAMP_HEADER, callback.timestamp())
                            .header(WebhookSignature.SIGNATURE_HEADER, callback.signature())
                            .POST(HttpRequest.BodyPublishers.ofString(callback.text()))
                            .build();
            try {
                return http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException(e);
            }
        }

        @Override
        public void close() {
            http.close();
            process.destroyForcibly();
        }

        private static int freePort() throws IOException {
            try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
                return socket.getLocalPort();
            }
        }

        private static boolean isOpen(int port) {
            try (var _ = new Socket(InetAddress.getLoopbackAddress(), port)) {
                return true;
            } catch (IOException _) {
                return false;
            }
        }
    }
}
