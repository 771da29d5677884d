package dev.kycplatform.acceptance;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.kycplatform.localstack.Service;
import dev.kycplatform.localstack.Stack;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;

/** An app of the KYC flow service, newly registered, that calls with an access token. */
final class FlowApp {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private final Stack stack;
    private final URI origin;
    private final String handle;
    private final String clientSecret;
    private final String webhookSecret;
    private final String token;

    private FlowApp(
            Stack stack,
            URI origin,
            String handle,
            String clientSecret,
            String webhookSecret,
            String token) {
        this.stack = stack;
        this.origin = origin;
        this.handle = handle;
        this.clientSecret = clientSecret;
        this.webhookSecret = webhookSecret;
        this.token = token;
    }

    /** @param isToBeRepeated whether it says so: 503 with Retry-After */
    record Answer(int status, JsonNode body, boolean isToBeRepeated) {}

    static FlowApp register(Stack stack) {
        var origin = stack.service(Service.FLOW).baseUrl();
        var handle = "app-" + UUID.randomUUID();
        var made =
                send(
                                origin,
                                "POST",
                                "/admin/apps",
                                "Bearer " + stack.operatorToken(),
                                JSON.createObjectNode().put("app_handle", handle))
                        .body();
        return of(
                stack,
                handle,
                made.path("webhook_secret").asText(),
                made.path("client_id").asText(),
                made.path("client_secret").asText());
    }

    /** The app that every stack has from its start. */
    static FlowApp ofSandbox(Stack stack) {
        var app = stack.app();
        return of(stack, app.appHandle(), app.webhookSecret(), app.clientId(), app.clientSecret());
    }

    private static FlowApp of(
            Stack stack,
            String handle,
            String webhookSecret,
            String clientId,
            String clientSecret) {
        var origin = stack.service(Service.FLOW).baseUrl();
        var basic =
                Base64.getEncoder()
                        .encodeToString(
                                (clientId + ":" + clientSecret).getBytes(StandardCharsets.UTF_8));
        var token =
                send(origin, "POST", "/0.2/auth_token", "Basic " + basic, header(handle, null))
                        .body()
                        .path("access_token")
                        .path("token")
                        .asText();
        return new FlowApp(stack, origin, handle, clientSecret, webhookSecret, token);
    }

    String handle() {
        return handle;
    }

    /** What nobody but the app may know: its secret and its token. */
    List<String> secrets() {
        return List.of(clientSecret, token);
    }

    String token() {
        return token;
    }

    /** What its webhooks are signed with. */
    String webhookSecret() {
        return webhookSecret;
    }

    /** The app's flow of that level. */
    String flow(String level) {
        var listed =
                send(
                        origin,
                        "GET",
                        "/admin/flows?app_handle=" + handle,
                        "Bearer " + stack.operatorToken(),
                        null);
        for (var flow : listed.body().path("flows")) {
            if (flow.path("kyc_level").asText().equals(level)) {
                return flow.path("flow").asText();
            }
        }
        throw new IllegalStateException("no flow of level " + level);
    }

    /** A body with a good header, about nobody. */
    ObjectNode aboutItself() {
        return header(handle, null);
    }

    /** Where its webhooks of these types go from now on. */
    void addWebhookEndpoint(String url, String... types) {
        var wanted = JSON.createObjectNode().put("url", url);
        List.of(types).forEach(wanted.putArray("event_types")::add);
        var added =
                send(
                        origin,
                        "POST",
                        "/admin/apps/" + handle + "/webhook-endpoints",
                        "Bearer " + stack.operatorToken(),
                        wanted);
        if (added.status() != 201) {
            throw new IllegalStateException(added.body().toString());
        }
    }

    /** A body with a good header. */
    ObjectNode about(String user) {
        return header(handle, user);
    }

    /**
     * Registers a person or a business of whom nothing is wrong but what is said otherwise.
     *
     * @param changes one field and its value, as {@code first_name=Fail}; empty: none
     * @return the user's handle
     */
    String registerUser(String kind, String changes, String idNumber) {
        var user = "user-" + UUID.randomUUID();
        var registered = post("/0.2/register", registration(user, kind, changes, idNumber));
        if (registered.status() != 200) {
            throw new IllegalStateException(registered.body().toString());
        }
        return user;
    }

    /** The body that {@link #registerUser} sends, for a user of this handle. */
    ObjectNode registration(String user, String kind, String changes, String idNumber) {
        var said =
                new HashMap<>(
                        Map.of(
                                "first_name", "Ada",
                                "last_name", "Example",
                                "entity_name", "Example Trading",
                                "birthdate", "1990-05-19",
                                "street_address_1", "123 Main Street",
                                "identity_value", idNumber));
        if (!changes.isEmpty()) {
            var change = changes.split("=", 2);
            said.put(change[0], change[1]);
        }
        var isPerson = kind.equals("individual");
        var body = about(user);
        var entity = body.putObject("entity").put("type", kind);
        for (var name :
                isPerson
                        ? List.of("first_name", "last_name", "birthdate")
                        : List.of("entity_name")) {
            entity.put(name, said.get(name));
        }
        if (changes.startsWith("entity_name=")) {
            entity.put("entity_name", said.get("entity_name"));
        }
        body.putObject("address")
                .put("street_address_1", said.get("street_address_1"))
                .put("city", "Portland")
                .put("state", "OR")
                .put("country", "US")
                .put("postal_code", "97204");
        body.putObject("identity")
                .put("identity_alias", isPerson ? "SSN" : "EIN")
                .put("identity_value", said.get("identity_value"));
        body.putObject("contact").put("phone", "503-123-4567").put("email", "ada@example.com");
        return body;
    }

    /**
     * Registers the person of the sandbox's documentation, but for what is said otherwise.
     *
     * @param type of the identity, as {@code NG/BVN}
     * @return the user's handle
     */
    String registerNigerian(String type, String idNumber, String changes) {
        var said =
                new HashMap<>(
                        Map.of(
                                "first_name", "Joe",
                                "last_name", "Leo",
                                "birthdate", "2000-09-20",
                                "street_address_1", "10, Workbox, Ojora Close, Victoria Island"));
        if (!changes.isEmpty()) {
            var change = changes.split("=", 2);
            said.put(change[0], change[1]);
        }
        var user = "user-" + UUID.randomUUID();
        var body = about(user);
        var entity = body.putObject("entity").put("type", "individual");
        for (var name : List.of("first_name", "last_name", "birthdate")) {
            entity.put(name, said.get(name));
        }
        body.putObject("address")
                .put("street_address_1", said.get("street_address_1"))
                .put("city", "Lagos")
                .put("country", "NG");
        body.putObject("identity").put("identity_alias", type).put("identity_value", idNumber);
        var registered = post("/0.2/register", body);
        if (registered.status() != 200) {
            throw new IllegalStateException(registered.body().toString());
        }
        return user;
    }

    /** A new flow, approved. @param wanted what it is beside the app's: checks and lookups */
    String approvedFlow(ObjectNode wanted) {
        var made =
                send(
                        origin,
                        "POST",
                        "/admin/flows",
                        "Bearer " + stack.operatorToken(),
                        wanted.put("app_handle", handle).put("name", "Another"));
        var flow = made.body().path("flow").asText();
        var approved =
                send(
                        origin,
                        "POST",
                        "/admin/flows/" + flow + "/approve",
                        "Bearer " + stack.operator().token("compliance", Clock.systemUTC()),
                        JSON.createObjectNode().put("reason", "looked at"));
        if (approved.status() != 200) {
            throw new IllegalStateException(made.body() + " " + approved.body());
        }
        return flow;
    }

    /** A verification as operators see it. */
    JsonNode dossier(String verification) {
        return send(
                        origin,
                        "GET",
                        "/admin/reviews/" + verification,
                        "Bearer " + stack.operatorToken(),
                        null)
                .body();
    }

    /** Uploads one document. @param data the form field that tells of it */
    Answer upload(ObjectNode data, byte[] file) {
        var boundary = UUID.randomUUID().toString();
        var body = new ByteArrayOutputStream();
        body.writeBytes(
                ("--%1$s\r\nContent-Disposition: form-data; name=\"data\"\r\n\r\n%2$s\r\n--%1$s\r\n"
                                + "Content-Disposition: form-data; name=\"file\"; filename=\"file\"\r\n"
                                + "Content-Type: application/octet-stream\r\n\r\n")
                        .formatted(boundary, data)
                        .getBytes(StandardCharsets.UTF_8));
        body.writeBytes(file);
        body.writeBytes(("\r\n--" + boundary + "--\r\n").getBytes(StandardCharsets.UTF_8));
        return send(
                HttpRequest.newBuilder(origin.resolve("/0.2/documents"))
                        .timeout(Duration.ofSeconds(20))
                        .header("Authorization", "Bearer " + token)
                        .header("Content-Type", "multipart/form-data; boundary=" + boundary)
                        .POST(HttpRequest.BodyPublishers.ofByteArray(body.toByteArray()))
                        .build());
    }

    /** What check_kyc says, once it says this status. */
    JsonNode awaitStatus(String user, String status) {
        return Awaitility.await(status)
                .atMost(Duration.ofSeconds(60))
                .until(
                        () -> post("/0.2/check_kyc", about(user)).body(),
                        body -> body.path("verification_status").asText().equals(status));
    }

    /** Returns once the verification's record says this status. */
    void awaitRecorded(String user, String verification, String status) {
        Awaitility.await(status)
                .atMost(Duration.ofSeconds(60))
                .until(
                        () ->
                                post("/0.2/get_verifications/" + verification, about(user))
                                        .body()
                                        .path("verification_status")
                                        .asText(),
                        status::equals);
    }

    Answer post(String path, ObjectNode body) {
        return post(origin, path, body);
    }

    /** The same at another instance. */
    Answer post(URI instance, String path, ObjectNode body) {
        return send(instance, "POST", path, body);
    }

    Answer put(String path, ObjectNode body) {
        return send(origin, "PUT", path, body);
    }

    /** @throws UncheckedIOException if there is no answer */
    Answer send(URI instance, String method, String path, ObjectNode body) {
        return send(instance, method, path, "Bearer " + token, body);
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
        return send(
                HttpRequest.newBuilder(origin.resolve(path))
                        .timeout(Duration.ofSeconds(20))
                        .header("Authorization", authorization)
                        .header("Content-Type", "application/json")
                        .method(
                                method,
                                body == null
                                        ? HttpRequest.BodyPublishers.noBody()
                                        : HttpRequest.BodyPublishers.ofString(body.toString()))
                        .build());
    }

    private static Answer send(HttpRequest request) {
        try {
            var answer = HTTP.send(request, HttpResponse.BodyHandlers.ofString());
            return new Answer(
                    answer.statusCode(),
                    JSON.readTree(answer.body()),
                    answer.statusCode() == 503
                            && answer.headers().firstValue("Retry-After").isPresent());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
