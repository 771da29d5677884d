package dev.kycplatform.localstack;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.kycplatform.localstack.process.ProcessException;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The sandbox app's flows: the standard one of persons, which every app may use from its start, and one that Compliance
 * has not approved. That one is found by its name, so that a launcher that died between making it and writing it down
 * leaves nothing twice.
 */
final class SandboxFlows {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration ANSWER = Duration.ofSeconds(15);
    private static final String STANDARD = "KYC-STANDARD";
    private static final String UNAPPROVED = "Sandbox, not approved";
    private static final List<String> CHECKS = List.of("address", "birthdate", "identity", "name");

    private final URI origin;
    private final String operatorToken;

    SandboxFlows(URI origin, String operatorToken) {
        this.origin = origin;
        this.operatorToken = operatorToken;
    }

    /** The same app with its flows; what is missing is made. */
    App give(App app) {
        try (HttpClient http = HttpClient.newHttpClient()) {
            JsonNode flows =
                    ask(http, "GET", "/admin/flows?app_handle=" + app.appHandle(), null)
                            .path("flows");
            String standard =
                    found(flows, "kyc_level", STANDARD)
                            .orElseThrow(
                                    () ->
                                            new ProcessException(
                                                    "the sandbox app has no flow " + STANDARD));
            String unapproved = found(flows, "name", UNAPPROVED).orElseGet(() -> make(http, app));
            return app.withFlows(standard, unapproved);
        }
    }

    private static Optional<String> found(JsonNode flows, String member, String value) {
        for (JsonNode flow : flows) {
            if (flow.path(member).asText().equals(value)) {
                return Optional.of(flow.path("flow").asText());
            }
        }
        return Optional.empty();
    }

    private String make(HttpClient http, App app) {
        ObjectNode body =
                JSON.createObjectNode().put("app_handle", app.appHandle()).put("name", UNAPPROVED);
        CHECKS.forEach(body.putArray("checks")::add);
        return ask(http, "POST", "/admin/flows", body).path("flow").asText();
    }

    private JsonNode ask(HttpClient http, String method, String path, @Nullable ObjectNode body) {
        HttpRequest request =
                HttpRequest.newBuilder(origin.resolve(path))
                        .header("Authorization", "Bearer " + operatorToken)
                        .header("Content-Type", "application/json")
                        .timeout(ANSWER)
                        .method(
                                method,
                                body == null
                                        ? HttpRequest.BodyPublishers.noBody()
                                        : HttpRequest.BodyPublishers.ofString(body.toString()))
                        .build();
        try {
            HttpResponse<String> answer = http.send(request, HttpResponse.BodyHandlers.ofString());
            if (answer.statusCode() / 100 != 2) {
                throw new ProcessException(
                        "flow did not give the sandbox app its flows: status %d, %s"
                                .formatted(answer.statusCode(), answer.body()));
            }
            return JSON.readTree(answer.body());
        } catch (IOException e) {
            throw new ProcessException("flow did not give the sandbox app its flows: " + e, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ProcessException("interrupted while the sandbox app got its flows", e);
        }
    }
}
