package dev.kycplatform.acceptance;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.kycplatform.localstack.Service;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** An app of the KYC flow service, newly registered, that calls with an access token. */
final class FlowApp {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private final URI origin;
    private final String handle;
    private final String token;

    private FlowApp(URI origin, String handle, String token) {
        this.origin = origin;
        this.handle = handle;
        this.token = token;
    }

    record Answer(int status, JsonNode body) {}

    static FlowApp register() {
        var origin = Platform.stack().service(Service.FLOW).baseUrl();
        var handle = "app-" + UUID.randomUUID();
        var made =
                operator(
                                "POST",
                                "/admin/apps",
                                JSON.createObjectNode().put("app_handle", handle))
                        .body();
        var basic =
                Base64.getEncoder()
                        .encodeToString(
                                (made.path("client_id").asText()
                                                + ":"
                                                + made.path("client_secret").asText())
                                        .getBytes(StandardCharsets.UTF_8));
        var token =
                send(
                                origin,
                                "POST",
                                "/0.2/auth_token",
                                "Basic " + basic,
                                header(handle, null))
                        .body()
                        .path("access_token")
                        .path("token")
                        .asText();
        return new FlowApp(origin, handle, token);
    }

    String handle() {
        return handle;
    }

    /** The app's flow of that level. */
    String flow(String level) {
        for (var flow : operator("GET", "/admin/flows?app_handle=" + handle, null).body().path("flows")) {
            if (flow.path("kyc_level").asText().equals(level)) {
                return flow.path("flow").asText();
            }
        }
        throw new IllegalStateException("no flow of level " + level);
    }

    /** A body with a good header. */
    ObjectNode about(String user) {
        return header(handle, user);
    }

    Answer post(String path, ObjectNode body) {
        return post(origin, path, body);
    }

    /** The same at another instance. */
    Answer post(URI instance, String path, ObjectNode body) {
        return send(instance, "POST", path, "Bearer " + token, body);
    }

    Answer put(String path, ObjectNode body) {
        return send(origin, "PUT", path, "Bearer " + token, body);
    }

    static Answer operator(String method, String path, @Nullable ObjectNode body) {
        return send(
                Platform.stack().service(Service.FLOW).baseUrl(),
                method,
                path,
                "Bearer " + Platform.stack().operatorToken(),
                body);
    }

    private static ObjectNode header(String app, @Nullable String user) {
        var body = JSON.createObjectNode();
        var header =
                body.putObject("header")
                        .put("created", Instant.now().getEpochSecond())
                        .put("app_handle", app)
                        .put("version", "0.2");
        if (user != null) {
            header.put("user_handle", user);
        }
        return body;
    }

    private static Answer send(
            URI origin,
            String method,
            String path,
            String authorization,
            @Nullable ObjectNode body) {
        var request =
                HttpRequest.newBuilder(origin.resolve(path))
                        .timeout(Duration.ofSeconds(20))
                        .header("Authorization", authorization)
                        .header("Content-Type", "application/json")
                        .method(
                                method,
                                body == null
                                        ? HttpRequest.BodyPublishers.noBody()
                                        : HttpRequest.BodyPublishers.ofString(body.toString()))
                        .build();
        try {
            var answer = HTTP.send(request, HttpResponse.BodyHandlers.ofString());
            return new Answer(answer.statusCode(), JSON.readTree(answer.body()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
