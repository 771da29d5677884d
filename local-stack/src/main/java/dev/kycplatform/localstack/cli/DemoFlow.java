package dev.kycplatform.localstack.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.kycplatform.localstack.App;
import dev.kycplatform.localstack.Service;
import dev.kycplatform.localstack.process.ProcessException;
import java.io.IOException;
import java.net.URI;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;

/** Plays an app: has two persons verified, of whom the second has to show a document. */
@Command(
        name = "flow",
        description =
                "Registers two persons and has them verified by a KYC flow, one of them with a document;"
                        + " shows the signed webhooks.",
        mixinStandardHelpOptions = true)
final class DemoFlow implements Callable<Integer> {
    private static final Duration WEBHOOK = Duration.ofSeconds(60);
    private static final String STANDARD = "KYC-STANDARD";
    private static final ObjectMapper JSON = new ObjectMapper();

    /** The smallest picture there is. */
    private static final byte[] PASSPORT =
            Base64.getDecoder()
                    .decode(
                            "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==");

    private final Clock clock = Clock.systemUTC();

    @Mixin
    @SuppressWarnings("NullAway.Init") // given by picocli
    private DemoStage stage;

    /** A verification under way, and who it is of. */
    private record Started(String user, String id, Instant at) {}

    @Override
    public Integer call() {
        App app = stage.elsewhere().map(this::newApp).orElseGet(this::appOfThisCheckout);
        try (CallbackReceiver receiver = CallbackReceiver.start(clock);
                AppCalls calls = new AppCalls(app, clock)) {
            String endpoint = addEndpoint(app, receiver.address());
            try {
                Narration.step("the app's access token: POST " + app.baseUrl() + "/0.2/auth_token");
                shown(calls.authenticate(), 200);
                verifyOneWhoMatches(app, calls, receiver);
                verifyOneWhoNeedsADocument(app, calls, receiver);
            } finally {
                operator().delete(endpointsOf(app) + "/" + endpoint + "?reason=demo");
            }
        } catch (IOException e) {
            throw new ProcessException("the demo failed: " + e, e);
        }
        return ExitCode.OK;
    }

    private App newApp(URI origin) {
        App app = App.make("demo-" + mark(), origin, origin, stage.operatorToken());
        for (JsonNode flow :
                operator().get("/admin/flows?app_handle=" + app.appHandle()).path("flows")) {
            if (flow.path("kyc_level").asText().equals(STANDARD)) {
                return app.withFlows(flow.path("flow").asText(), "");
            }
        }
        throw new ProcessException("a new app has no flow " + STANDARD);
    }

    private App appOfThisCheckout() {
        return App.read(stage.set().state().resolve("app.json"))
                .orElseThrow(() -> new ProcessException("the stack has no app"));
    }

    private OperatorClient operator() {
        return OperatorClient.of(
                Checkout.current(),
                Service.FLOW,
                stage.elsewhere().orElse(null),
                stage.operatorTokenFile(),
                null);
    }

    /** @return its id */
    private String addEndpoint(App app, String url) {
        ObjectNode body = JSON.createObjectNode().put("url", url).put("reason", "demo");
        body.putArray("event_types").add("kyc_status").add("kyc_action");
        for (JsonNode endpoint :
                operator().post(endpointsOf(app), body).path("webhook_endpoints")) {
            if (endpoint.path("url").asText().equals(url)) {
                return endpoint.path("endpoint_id").asText();
            }
        }
        throw new ProcessException("the app has no endpoint " + url);
    }

    private static String endpointsOf(App app) {
        return "/admin/apps/" + OperatorClient.encoded(app.appHandle()) + "/webhook-endpoints";
    }

    private void verifyOneWhoMatches(App app, AppCalls calls, CallbackReceiver receiver) {
        System.out.println("\n═══ A person of whom all is as the ID authority says");
        String user = "ada-" + mark();
        ObjectNode person = calls.body(user);
        person.putObject("entity")
                .put("type", "individual")
                .put("first_name", "Ada")
                .put("last_name", "Example")
                .put("birthdate", "1990-05-19");
        person.putObject("address")
                .put("street_address_1", "123 Main Street")
                .put("city", "Portland")
                .put("state", "OR")
                .put("country", "US")
                .put("postal_code", "97204");
        person.putObject("identity")
                .put("identity_alias", "SSN")
                .put("identity_value", "123452222");
        Started started = start(app, calls, person, user);

        Instant told = webhook(app, receiver, started, "kyc_status", "passed", null);
        System.out.printf(
                "%nFrom accept to webhook: %d ms.%n",
                Math.max(0, ChronoUnit.MILLIS.between(started.at(), told)));
        requireRecord(calls, started, "passed");
    }

    private void verifyOneWhoNeedsADocument(App app, AppCalls calls, CallbackReceiver receiver) {
        System.out.println(
                "\n═══ A person whom the ID authority knows by a name that is only alike");
        String user = "joe-" + mark();
        ObjectNode person = calls.body(user);
        person.putObject("entity")
                .put("type", "individual")
                .put("first_name", "Joey")
                .put("last_name", "Leo")
                .put("birthdate", "2000-09-20");
        person.putObject("address")
                .put("street_address_1", "10, Workbox, Ojora Close, Victoria Island")
                .put("city", "Lagos")
                .put("country", "NG");
        person.putObject("identity")
                .put("identity_alias", "NG/BVN")
                .put("identity_value", "00000000000");
        Started started = start(app, calls, person, user);

        webhook(app, receiver, started, "kyc_action", "documents_required", "entity_data");
        System.out.println("\nThe passport says Joey too: there is nothing to correct.");
        resume(calls, started, "entity", null);

        webhook(app, receiver, started, "kyc_action", "documents_required", "doc_upload");
        String document = upload(calls, started);
        resume(calls, started, "document", document);

        webhook(app, receiver, started, "kyc_status", "passed", null);
        requireRecord(calls, started, "passed");
    }

    private Started start(App app, AppCalls calls, ObjectNode person, String user) {
        call("the person is registered: POST /0.2/register", person);
        shown(calls.post("/0.2/register", person), 200);

        ObjectNode request = calls.body(user).put("flow", app.flow());
        call("the flow is started: POST /0.2/kyc", request);
        JsonNode answer = shown(calls.post("/0.2/kyc", request), 202);
        return new Started(
                user,
                answer.path("verification_ids").path(0).path("verification_id").asText(),
                clock.instant());
    }

    private static void resume(
            AppCalls calls, Started started, String update, @Nullable String document) {
        ObjectNode request =
                calls.body(started.user())
                        .put("verification_uuid", started.id())
                        .put("update", update);
        if (document != null) {
            request.putArray("doc_ids").add(document);
        }
        call("the verification goes on: PUT /0.2/resume_verification", request);
        shown(calls.put("/0.2/resume_verification", request), 200);
    }

    /** @return the document's id */
    private static String upload(AppCalls calls, Started started) {
        ObjectNode data =
                calls.body(started.user())
                        .put("name", "Passport")
                        .put("filename", "passport.png")
                        .put("mime_type", "image/png")
                        .put("document_type", "id_passport")
                        .put("hash", sha256(PASSPORT))
                        .put("verification_uuid", started.id());
        call("a document is uploaded: POST /0.2/documents, the file and", data);
        return shown(calls.upload(data, "passport.png", PASSPORT), 200)
                .path("document_id")
                .asText();
    }

    /** Waits for it and checks it. @return when it came */
    private static Instant webhook(
            App app,
            CallbackReceiver receiver,
            Started started,
            String type,
            String outcome,
            @Nullable String action) {
        CallbackReceiver.Received received = awaitAbout(receiver, started);
        JsonNode body = parsed(received.body());
        Narration.step("the webhook: POST " + receiver.address());
        Narration.show(received, body);
        System.out.println();
        JsonNode details = body.path("event_details");
        List<Boolean> checks =
                List.of(
                        Narration.check(
                                received.isSignedWith(app.webhookSecret()),
                                "the Standard Webhooks signature covers the exact bytes"),
                        Narration.check(
                                body.path("event_type").asText().equals(type)
                                        && details.path("entity").asText().equals(started.user()),
                                "it is the " + type + " of " + started.user()),
                        Narration.check(
                                details.path("outcome").asText().equals(outcome)
                                        && details.path("action_needed")
                                                .asText("")
                                                .equals(action == null ? "" : action),
                                action == null
                                        ? "the verification is " + outcome
                                        : "what is needed is " + action));
        if (checks.contains(false)) {
            throw new ProcessException("the webhook is not what it should be");
        }
        return received.at();
    }

    /** The app may be told of others meanwhile. */
    private static CallbackReceiver.Received awaitAbout(
            CallbackReceiver receiver, Started started) {
        while (true) {
            CallbackReceiver.Received received =
                    receiver.await(WEBHOOK).orElseThrow(DemoFlow::noWebhook);
            if (parsed(received.body())
                    .path("event_details")
                    .path("kyc")
                    .asText()
                    .equals(started.id())) {
                return received;
            }
        }
    }

    private static ProcessException noWebhook() {
        return new ProcessException(
                "no webhook within %d s; look at ./kyc logs flow and ./kyc logs dispatcher"
                        .formatted(WEBHOOK.toSeconds()));
    }

    private static void requireRecord(AppCalls calls, Started started, String status) {
        Narration.step("what the app reads: POST /0.2/get_verifications/" + started.id());
        JsonNode record =
                shown(
                        calls.post(
                                "/0.2/get_verifications/" + started.id(),
                                calls.body(started.user())),
                        200);
        if (!record.path("verification_status").asText().equals(status)) {
            throw new ProcessException("the verification is not " + status);
        }
    }

    private static void call(String what, ObjectNode body) {
        Narration.step(what);
        Narration.show(body);
    }

    /** @return its body, if its status is as it should be */
    private static JsonNode shown(AppCalls.Answer answer, int status) {
        Narration.step("the answer: HTTP " + answer.status());
        Narration.show(answer.body());
        if (answer.status() != status) {
            throw new ProcessException("HTTP " + status + " was expected");
        }
        return answer.body();
    }

    private static JsonNode parsed(String json) {
        try {
            return JSON.readTree(json);
        } catch (IOException e) {
            throw new ProcessException("a webhook that is no JSON: " + json, e);
        }
    }

    private static String mark() {
        return UUID.randomUUID().toString().substring(0, 8);
    }

    private static String sha256(byte[] content) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
