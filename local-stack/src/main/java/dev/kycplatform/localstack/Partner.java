package dev.kycplatform.localstack;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.kycplatform.contracts.signature.VendorSignature;
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
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;

/**
 * The sandbox partner of a stack, as {@code partner.json} holds it.
 *
 * @param baseUrl an origin, without {@code /v1}
 * @param caFile what vouches for the certificate behind {@code httpsBaseUrl}
 */
public record Partner(
        String partnerId,
        String apiKey,
        String webhookSecret,
        URI baseUrl,
        URI httpsBaseUrl,
        Path caFile) {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration ANSWER = Duration.ofSeconds(15);

    /** What intake answers whoever it does not know. */
    private static final String NOT_AUTHORIZED = "2205";

    /** Empty if the state knows none yet. */
    public static Optional<Partner> read(Path file) {
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        try {
            JsonNode json = JSON.readTree(Files.readString(file));
            return Optional.of(
                    new Partner(
                            json.path("partner_id").asText(),
                            json.path("api_key").asText(),
                            json.path("webhook_secret").asText(),
                            URI.create(json.path("base_url").asText()),
                            URI.create(json.path("https_base_url").asText()),
                            Path.of(json.path("ca_file").asText())));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file, e);
        }
    }

    /** Asks a running intake to make one, as an operator. */
    public static Partner make(URI baseUrl, URI httpsBaseUrl, String operatorToken, Path caFile) {
        String body = "{\"name\":\"Sandbox partner\"}";
        HttpRequest request =
                HttpRequest.newBuilder(baseUrl.resolve("/admin/partners"))
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
                        "intake did not make a partner: status %d, %s"
                                .formatted(response.statusCode(), response.body()));
            }
            JsonNode made = JSON.readTree(response.body());
            return new Partner(
                    made.path("partner_id").asText(),
                    made.path("api_key").asText(),
                    made.path("webhook_secret").asText(),
                    baseUrl,
                    httpsBaseUrl,
                    caFile);
        } catch (IOException e) {
            throw new ProcessException("intake did not make a partner: " + e, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ProcessException("interrupted while intake made a partner", e);
        }
    }

    /** True once intake knows the partner: a registration travels to every instance before it is in force. */
    public boolean isInForce() {
        String timestamp = Clock.systemUTC().instant().toString();
        String body =
                JSON.createObjectNode()
                        .put("partner_id", partnerId)
                        .put("timestamp", timestamp)
                        .put("signature", VendorSignature.sign(apiKey, timestamp, partnerId))
                        .toString();
        HttpRequest request =
                HttpRequest.newBuilder(baseUrl.resolve("/v1/job_status"))
                        .timeout(ANSWER)
                        .POST(HttpRequest.BodyPublishers.ofString(body))
                        .build();
        try (HttpClient client = HttpClient.newHttpClient()) {
            HttpResponse<String> answer =
                    client.send(request, HttpResponse.BodyHandlers.ofString());
            return !JSON.readTree(answer.body()).path("code").asText().equals(NOT_AUTHORIZED);
        } catch (IOException notYet) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ProcessException("interrupted while the partner came into force", e);
        }
    }

    /** The same partner where intake listens now. */
    Partner at(Instance intake, Path authorityFile) {
        return new Partner(
                partnerId,
                apiKey,
                webhookSecret,
                intake.baseUrl(),
                intake.httpsBaseUrl().orElseThrow(),
                authorityFile);
    }

    void write(Path file) {
        PrivateFiles.write(
                file,
                JSON.createObjectNode()
                                .put("partner_id", partnerId)
                                .put("api_key", apiKey)
                                .put("webhook_secret", webhookSecret)
                                .put("base_url", baseUrl.toString())
                                .put("https_base_url", httpsBaseUrl.toString())
                                .put("ca_file", caFile.toString())
                                .toPrettyString()
                        + "\n");
    }

    /** Without the secrets. */
    @Override
    public String toString() {
        return "Partner[" + partnerId + "]";
    }
}
