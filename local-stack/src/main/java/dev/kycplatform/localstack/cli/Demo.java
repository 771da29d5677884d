package dev.kycplatform.localstack.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.kycplatform.localstack.Partner;
import dev.kycplatform.localstack.process.Awaiting;
import dev.kycplatform.localstack.process.ProcessException;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;

/** Plays a partner: sends one job and waits for its signed callback. */
@Command(
        name = "demo",
        description = "Sends one job all the way to its signed callback, and shows it.",
        subcommands = DemoFlow.class,
        mixinStandardHelpOptions = true)
final class Demo implements Callable<Integer> {
    private static final Duration CALLBACK = Duration.ofSeconds(60);
    private static final Duration PARTNER = Duration.ofSeconds(30);
    private static final Duration ANSWER = Duration.ofSeconds(30);
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Clock clock = Clock.systemUTC();

    @Mixin
    @SuppressWarnings("NullAway.Init") // given by picocli
    private DemoStage stage;

    @Override
    public Integer call() {
        play(stage.elsewhere().map(this::newPartner).orElseGet(this::partnerOfThisCheckout));
        return ExitCode.OK;
    }

    private Partner newPartner(URI intake) {
        Partner partner =
                Partner.make(intake, intake, stage.operatorToken(), stage.authorityFile());
        Awaiting.until("the new partner to be known", partner::isInForce, PARTNER);
        return partner;
    }

    private Partner partnerOfThisCheckout() {
        return Partner.read(stage.set().state().resolve("partner.json"))
                .orElseThrow(() -> new ProcessException("the stack has no partner"));
    }

    private void play(Partner partner) {
        try (CallbackReceiver receiver = CallbackReceiver.start(clock);
                HttpClient client = HttpClient.newHttpClient()) {
            ObjectNode body = job(partner, receiver.address());
            Narration.step(
                    "the partner's request: POST "
                            + partner.baseUrl()
                            + "/v1/async_id_verification");
            Narration.show(body);

            Instant sent = clock.instant();
            HttpResponse<String> answer = post(client, partner, body);
            Instant accepted = clock.instant();
            System.out.printf(
                    "%n── the answer, after %d ms: HTTP %d%n%s%n",
                    ChronoUnit.MILLIS.between(sent, accepted), answer.statusCode(), answer.body());
            if (answer.statusCode() != 200
                    || !JSON.readTree(answer.body()).path("success").asBoolean()) {
                throw new ProcessException("the job was not accepted");
            }

            CallbackReceiver.Received callback =
                    receiver.await(CALLBACK)
                            .orElseThrow(
                                    () ->
                                            new ProcessException(
                                                    "no callback within %d s; look at ./kyc logs worker and ./kyc logs dispatcher"
                                                            .formatted(CALLBACK.toSeconds())));
            Narration.step("the callback: POST " + receiver.address());
            JsonNode received = JSON.readTree(callback.body());
            Narration.show(callback, received);

            check(partner, callback, received, body.path("partner_params").path("job_id").asText());
            System.out.printf(
                    "%nFrom accept to callback: %d ms.%n",
                    Math.max(0, ChronoUnit.MILLIS.between(accepted, callback.at())));
        } catch (IOException e) {
            throw new ProcessException("the demo failed: " + e, e);
        }
    }

    private ObjectNode job(Partner partner, String callbackUrl) {
        String timestamp = clock.instant().truncatedTo(ChronoUnit.MILLIS).toString();
        String mark = UUID.randomUUID().toString().substring(0, 8);
        ObjectNode body = JSON.createObjectNode();
        body.put("partner_id", partner.partnerId());
        body.put("timestamp", timestamp);
        body.put("signature", PartnerSignature.of(partner, timestamp));
        body.put("country", "NG").put("id_type", "BVN").put("id_number", "00000000000");
        body.put("first_name", "Ada").put("last_name", "Obi").put("dob", "1990-01-01");
        body.put("callback_url", callbackUrl);
        body.putObject("partner_params")
                .put("job_id", "demo-" + mark)
                .put("user_id", "user-" + mark)
                .put("job_type", 5);
        return body;
    }

    private static HttpResponse<String> post(HttpClient client, Partner partner, ObjectNode body)
            throws IOException {
        HttpRequest request =
                HttpRequest.newBuilder(partner.baseUrl().resolve("/v1/async_id_verification"))
                        .header("Content-Type", "application/json")
                        .timeout(ANSWER)
                        .POST(HttpRequest.BodyPublishers.ofString(body.toString()))
                        .build();
        try {
            return client.send(request, HttpResponse.BodyHandlers.ofString());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ProcessException("interrupted", e);
        }
    }

    private static void check(
            Partner partner, CallbackReceiver.Received callback, JsonNode received, String jobId) {
        System.out.println();
        boolean vendor =
                Narration.check(
                        PartnerSignature.of(partner, received.path("timestamp").asText())
                                .equals(received.path("signature").asText()),
                        "the signature in the body is the partner's");
        boolean standard =
                Narration.check(
                        callback.isSignedWith(partner.webhookSecret()),
                        "the Standard Webhooks signature covers the exact bytes");
        boolean same =
                Narration.check(
                        received.path("PartnerParams").path("job_id").asText().equals(jobId),
                        "the callback belongs to the job");
        boolean found =
                Narration.check(
                        received.path("ResultCode").asText().equals("1012"),
                        "the ID authority knows the number (1012)");
        if (!(vendor && standard && same && found)) {
            throw new ProcessException("the callback is not what it should be");
        }
    }
}
