package dev.kycplatform.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kycplatform.contracts.signature.WebhookSignature;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The snippets of {@code docs/migrating-from-sila.md} do what the guide says they do. */
class SilaSnippetsIT {
    private static final Path SNIPPETS =
            Path.of("../docs/snippets/sila").toAbsolutePath().normalize();

    /** The smallest picture there is. */
    private static final byte[] PICTURE =
            Base64.getDecoder()
                    .decode(
                            "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==");

    @TempDir Path directory;

    @ParameterizedTest
    @ValueSource(strings = {"sila-sdk", "@silamoney/sdk"})
    void theVendorsNodeClientIsPointedHereAndVerifiesAPerson(String client) {
        assertThat(verifyWithNode(client, "Ada").successful())
                .contains("successfully registered", "submitted for KYC review", "passed");
        assertThat(verifyWithNode(client, "Fail").successful())
                .contains("failed Name Mismatch,Name Not Verified");
    }

    @ParameterizedTest
    @ValueSource(strings = {"sila-sdk", "@silamoney/sdk"})
    void whatIsRefusedIsAnErrorOfTheVendorsNodeClient(String client) {
        var refused = nodeProgram("verify.cjs", newHandle());
        refused.environment().put("SILA_CLIENT", client);
        refused.environment().put("KYC_APP_KEY", "1".repeat(64));

        assertThat(Run.of(refused).failed())
                .contains("refused", "401", "There seems to be an issue with your authentication");
    }

    @Test
    void aPersonIsVerifiedWithAnAccessToken() {
        assertThat(curl("verify", newHandle()).successful())
                .contains("successfully registered", "KYC successfully requested using flow")
                .containsPattern("[0-9a-f-]{36} passed");
    }

    @Test
    void aDocumentIsUploadedWithAnAccessTokenAndTheVerificationGoesOn() throws IOException {
        var handle = newHandle();
        var picture = Files.write(directory.resolve("passport.png"), PICTURE);

        var waiting = curl("verify", handle, "documents_required").successful();
        assertThat(waiting).contains("documents_required entity_data");
        var id = waiting.replaceAll("(?s).*?([0-9a-f-]{36}) documents_required.*", "$1");
        var done = curl("document", handle, id, picture.toString());

        assertThat(done.successful())
                .contains("Verification successfully resumed.", id + " passed");
    }

    @Test
    void aPersonIsVerifiedBySignedRequests() {
        var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        var classes =
                System.getProperty(
                        "surefire.test.class.path", System.getProperty("java.class.path"));
        var program =
                program(
                        directory,
                        List.of(
                                java,
                                "-cp",
                                classes,
                                SNIPPETS.resolve("java/Signed.java").toString(),
                                newHandle()));

        assertThat(Run.of(program).successful())
                .contains("successfully registered")
                .containsPattern("[0-9a-f-]{36} passed");
    }

    @Test
    void aWebhookIsTakenOnceAndOnlyIfItIsOurs() throws IOException {
        Tools.requirePrograms("node", "node");
        var app = FlowApp.register(Platform.stack());
        var port = freePort();
        var url = URI.create("http://127.0.0.1:" + port + "/webhooks");
        var log = directory.resolve("webhooks.log");
        var program =
                program(
                        directory,
                        List.of(
                                "node",
                                SNIPPETS.resolve("node/webhook.cjs").toString(),
                                Integer.toString(port)));
        program.environment().put("KYC_WEBHOOK_SECRET", app.webhookSecret());
        var receiver = program.redirectErrorStream(true).redirectOutput(log.toFile()).start();
        try (var inbox = CallbackInbox.open()) {
            Awaitility.await("the receiver")
                    .atMost(Duration.ofSeconds(30))
                    .until(() -> Files.readString(log).contains("listening"));
            app.addWebhookEndpoint(url.toString(), "kyc");
            app.addWebhookEndpoint(inbox.url(), "kyc");
            var user = app.registerUser("individual", "", "123456789");
            app.post("/0.2/request_kyc", app.about(user));
            Awaitility.await("the webhook at both")
                    .atMost(Duration.ofSeconds(60))
                    .until(
                            () ->
                                    Files.readString(log).contains("kyc " + user + " passed")
                                            && inbox.count() > 0);
            var genuine = inbox.delivered("").getFirst();

            assertThat(post(url, genuine.text(), genuine.webhookId(), app.webhookSecret(), 0))
                    .as("the same again")
                    .isEqualTo(200);
            assertThat(post(url, genuine.text(), genuine.webhookId(), other(), 0))
                    .as("signed with another secret")
                    .isEqualTo(401);
            assertThat(post(url, genuine.text(), genuine.webhookId(), app.webhookSecret(), 3_600))
                    .as("an hour old")
                    .isEqualTo(401);
            assertThat(Files.readAllLines(log)).filteredOn(it -> it.contains(user)).hasSize(1);
        } finally {
            receiver.destroyForcibly();
        }
    }

    private static int post(URI url, String body, String id, String secret, long secondsAgo) {
        var at = Instant.now().minusSeconds(secondsAgo);
        var request =
                HttpRequest.newBuilder(url)
                        .timeout(Duration.ofSeconds(15))
                        .header(WebhookSignature.ID_HEADER, id)
                        .header(
                                WebhookSignature.TIMESTAMP_HEADER,
                                Long.toString(at.getEpochSecond()))
                        .header(
                                WebhookSignature.SIGNATURE_HEADER,
                                WebhookSignature.sign(
                                        List.of(secret),
                                        id,
                                        at,
                                        body.getBytes(StandardCharsets.UTF_8)))
                        .POST(HttpRequest.BodyPublishers.ofString(body))
                        .build();
        try (var http = HttpClient.newHttpClient()) {
            return http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static String other() {
        return "whsec_" + Base64.getEncoder().encodeToString(new byte[24]);
    }

    private Run verifyWithNode(String client, String firstName) {
        var program = nodeProgram("verify.cjs", newHandle(), firstName);
        program.environment().put("SILA_CLIENT", client);
        return Run.of(program);
    }

    /** Copied beside the client, so that it finds it. */
    private static ProcessBuilder nodeProgram(String snippet, String... arguments) {
        var place = VendorNodeClient.SILA.installed();
        try {
            for (var name : List.of("point-here.cjs", snippet)) {
                Files.write(
                        place.resolve(name),
                        Files.readAllBytes(SNIPPETS.resolve("node").resolve(name)));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        var command = new ArrayList<>(List.of("node", "--require", "./point-here.cjs", snippet));
        command.addAll(Arrays.asList(arguments));
        var program = program(place, command);
        program.environment().put("KYC_URL", Platform.stack().app().httpsBaseUrl().toString());
        program.environment()
                .put("NODE_EXTRA_CA_CERTS", Platform.stack().caFile().toAbsolutePath().toString());
        program.environment().put("NO_PROXY", ".silamoney.com");
        return program;
    }

    private Run curl(String... arguments) {
        Tools.requirePrograms("curl", "bash", "curl", "jq", "openssl");
        var command = new ArrayList<>(List.of("bash", SNIPPETS.resolve("curl/kyc.sh").toString()));
        command.addAll(Arrays.asList(arguments));
        return Run.of(program(directory, command));
    }

    /** With what the guide has a reader export. */
    private static ProcessBuilder program(Path place, List<String> command) {
        var app = Platform.stack().app();
        var program = new ProcessBuilder(command).directory(place.toFile());
        var variables = program.environment();
        variables.put("KYC_URL", app.baseUrl().toString());
        variables.put("KYC_APP_HANDLE", app.appHandle());
        variables.put("KYC_APP_KEY", app.privateKey());
        variables.put("KYC_CLIENT_ID", app.clientId());
        variables.put("KYC_CLIENT_SECRET", app.clientSecret());
        variables.put("KYC_WEBHOOK_SECRET", app.webhookSecret());
        variables.put("KYC_FLOW", app.flow());
        return program;
    }

    private static String newHandle() {
        return "snippet-" + UUID.randomUUID();
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
