package dev.kycplatform.localstack;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.kycplatform.localstack.process.ProcessException;
import dev.kycplatform.localstack.secret.PrivateFiles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * The sandbox app of a stack, as {@code app.json} holds it.
 *
 * @param privateKey the key it signs with, 64 hex digits
 * @param baseUrl an origin, without {@code /0.2}
 * @param flow an approved flow's id; empty: there is none yet
 * @param unapprovedFlow another one's, which is not approved; empty: there is none yet
 */
public record App(
        String appHandle,
        String privateKey,
        String clientId,
        String clientSecret,
        String webhookSecret,
        URI baseUrl,
        URI httpsBaseUrl,
        String flow,
        String unapprovedFlow) {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration ANSWER = Duration.ofSeconds(15);

    /** Of the one that every stack has. */
    static final String SANDBOX = "sandbox-app";

    /** Empty if the state knows none yet. */
    public static Optional<App> read(Path file) {
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        try {
            JsonNode json = JSON.readTree(Files.readString(file));
            return Optional.of(
                    of(
                                    json,
                                    URI.create(json.path("base_url").asText()),
                                    URI.create(json.path("https_base_url").asText()))
                            .withFlows(
                                    json.path("flow").asText(),
                                    json.path("unapproved_flow").asText()));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file, e);
        }
    }

    /** Asks a running flow service to make one, as an operator; it has no flows but the standard ones. */
    public static App make(String handle, URI baseUrl, URI httpsBaseUrl, String operatorToken) {
        String body =
                JSON.createObjectNode()
                        .put("app_handle", handle)
                        .put("name", "Sandbox app")
                        .toString();
        HttpRequest request =
                HttpRequest.newBuilder(baseUrl.resolve("/admin/apps"))
                        .header("Authorization", "Bearer " + operatorToken)
                        .header("Content-Type", "application/json")
                        .timeout(ANSWER)
                        .POST(HttpRequest.BodyPublishers.ofString(body))
                        .build();
        try (HttpClient client = HttpClient.newHttpClient()) {
            HttpResponse<String> response =
                    client.send(request, HttpResponse.BodyHandlers.ofString());
            if (response.statusCode() != 201) {
                throw new ProcessException(
                        "flow did not make an app: status %d, %s"
                                .formatted(response.statusCode(), response.body()));
            }
            return of(JSON.readTree(response.body()), baseUrl, httpsBaseUrl);
        } catch (IOException e) {
            throw new ProcessException("flow did not make an app: " + e, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ProcessException("interrupted while flow made an app", e);
        }
    }

    private static App of(JsonNode json, URI baseUrl, URI httpsBaseUrl) {
        return new App(
                json.path("app_handle").asText(),
                json.path("private_key").asText(),
                json.path("client_id").asText(),
                json.path("client_secret").asText(),
                json.path("webhook_secret").asText(),
                baseUrl,
                httpsBaseUrl,
                "",
                "");
    }

    /** The same app where the flow service listens now. */
    App at(Instance service) {
        return new App(
                appHandle,
                privateKey,
                clientId,
                clientSecret,
                webhookSecret,
                service.baseUrl(),
                service.httpsBaseUrl().orElseThrow(),
                flow,
                unapprovedFlow);
    }

    /** The same app with its flows. */
    public App withFlows(String approved, String unapproved) {
        return new App(
                appHandle,
                privateKey,
                clientId,
                clientSecret,
                webhookSecret,
                baseUrl,
                httpsBaseUrl,
                approved,
                unapproved);
    }

    void write(Path file) {
        PrivateFiles.write(
                file,
                JSON.createObjectNode()
                                .put("app_handle", appHandle)
                                .put("private_key", privateKey)
                                .put("client_id", clientId)
                                .put("client_secret", clientSecret)
                                .put("webhook_secret", webhookSecret)
                                .put("base_url", baseUrl.toString())
                                .put("https_base_url", httpsBaseUrl.toString())
                                .put("flow", flow)
                                .put("unapproved_flow", unapprovedFlow)
                                .toPrettyString()
                        + "\n");
    }

    /** Without the secrets. */
    @Override
    public String toString() {
        return "App[" + appHandle + "]";
    }
}
