package dev.kycplatform.localstack.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.kycplatform.localstack.App;
import dev.kycplatform.localstack.process.ProcessException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** An app's requests with an access token, made from the JDK alone, as an app's own developers would. */
final class AppCalls implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration ANSWER = Duration.ofSeconds(30);

    private final App app;
    private final Clock clock;
    private final HttpClient client = HttpClient.newHttpClient();
    private String authorization;

    AppCalls(App app, Clock clock) {
        this.app = app;
        this.clock = clock;
        String basic = app.clientId() + ":" + app.clientSecret();
        this.authorization =
                "Basic "
                        + Base64.getEncoder()
                                .encodeToString(basic.getBytes(StandardCharsets.UTF_8));
    }

    /** What a call was answered. */
    record Answer(int status, JsonNode body) {}

    /** From now on calls with an access token. */
    Answer authenticate() {
        Answer answer = post("/0.2/auth_token", body(null));
        authorization = "Bearer " + answer.body().path("access_token").path("token").asText();
        return answer;
    }

    /** A body that holds what every request holds. */
    ObjectNode body(@Nullable String user) {
        ObjectNode body = JSON.createObjectNode();
        ObjectNode header =
                body.putObject("header")
                        .put("created", clock.instant().getEpochSecond())
                        .put("app_handle", app.appHandle())
                        .put("version", "0.2");
        if (user != null) {
            header.put("user_handle", user);
        }
        return body;
    }

    Answer post(String path, ObjectNode body) {
        return send("POST", path, "application/json", bytes(body));
    }

    Answer put(String path, ObjectNode body) {
        return send("PUT", path, "application/json", bytes(body));
    }

    /** A file and what is said of it. */
    Answer upload(ObjectNode data, String filename, byte[] file) {
        String boundary = UUID.randomUUID().toString();
        ByteArrayOutputStream form = new ByteArrayOutputStream();
        form.writeBytes(part(boundary, "form-data; name=\"data\""));
        form.writeBytes(bytes(data));
        form.writeBytes(part(boundary, "form-data; name=\"file\"; filename=\"" + filename + "\""));
        form.writeBytes(file);
        form.writeBytes(("\r\n--" + boundary + "--\r\n").getBytes(StandardCharsets.US_ASCII));
        return send(
                "POST",
                "/0.2/documents",
                "multipart/form-data; boundary=" + boundary,
                form.toByteArray());
    }

    private static byte[] part(String boundary, String disposition) {
        return ("\r\n--" + boundary + "\r\nContent-Disposition: " + disposition + "\r\n\r\n")
                .getBytes(StandardCharsets.US_ASCII);
    }

    private static byte[] bytes(ObjectNode body) {
        return body.toString().getBytes(StandardCharsets.UTF_8);
    }

    private Answer send(String method, String path, String contentType, byte[] body) {
        HttpRequest request =
                HttpRequest.newBuilder(app.baseUrl().resolve(path))
                        .header("Authorization", authorization)
                        .header("Content-Type", contentType)
                        .timeout(ANSWER)
                        .method(method, HttpRequest.BodyPublishers.ofByteArray(body))
                        .build();
        try {
            HttpResponse<String> answer =
                    client.send(request, HttpResponse.BodyHandlers.ofString());
            return new Answer(answer.statusCode(), JSON.readTree(answer.body()));
        } catch (IOException e) {
            throw new ProcessException("%s does not answer: %s".formatted(request.uri(), e), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ProcessException("interrupted", e);
        }
    }

    @Override
    public void close() {
        client.close();
    }
}
