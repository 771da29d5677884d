package dev.kycplatform.acceptance;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.kycplatform.contracts.signature.VendorSignature;
import dev.kycplatform.localstack.Partner;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicInteger;

/** Calls the platform as a partner does. */
final class PartnerClient {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final AtomicInteger JOBS = new AtomicInteger();

    private final Partner partner;

    PartnerClient(Partner partner) {
        this.partner = partner;
    }

    /** An answer. @param took until it was complete */
    record Answer(int status, JsonNode body, HttpResponse<String> raw, Duration took) {}

    String id() {
        return partner.partnerId();
    }

    String newJobId() {
        return "job-" + JOBS.incrementAndGet();
    }

    /** An unsigned request for one job, about {@code user-1}. */
    ObjectNode job(
            String jobId, String country, String idType, String idNumber, String callbackUrl) {
        var body =
                JSON.createObjectNode()
                        .put("country", country)
                        .put("id_type", idType)
                        .put("id_number", idNumber)
                        .put("callback_url", callbackUrl);
        body.putObject("partner_params")
                .put("job_id", jobId)
                .put("user_id", "user-1")
                .put("job_type", 5);
        return body;
    }

    Answer submit(ObjectNode body) {
        return submitTo(partner.baseUrl(), body);
    }

    /** To this instance of intake. */
    Answer submitTo(URI intake, ObjectNode body) {
        return post(intake.resolve("/v1/async_id_verification"), body);
    }

    /** Waits on the line. */
    Answer verify(ObjectNode body) {
        return post(partner.baseUrl().resolve("/v1/id_verification"), body);
    }

    Answer status(String jobId, String userId) {
        return post(
                partner.baseUrl().resolve("/v1/job_status"),
                JSON.createObjectNode().put("job_id", jobId).put("user_id", userId));
    }

    /** What became of its callbacks. */
    Answer searchCallbacks(ObjectNode wanted) {
        return post(partner.baseUrl().resolve("/v1/callbacks/search"), wanted);
    }

    /** Has those of the partner's callbacks that fit sent again. */
    Answer replayCallbacks(ObjectNode wanted) {
        return post(partner.baseUrl().resolve("/v1/callbacks/replay"), wanted);
    }

    /** Whatever this endpoint takes. */
    Answer ask(String path, ObjectNode body) {
        return post(partner.baseUrl().resolve(path), body);
    }

    boolean isSigned(JsonNode answer) {
        return VendorSignature.matches(
                answer.path("signature").asText(),
                partner.apiKey(),
                answer.path("timestamp").asText(),
                partner.partnerId());
    }

    private Answer post(URI url, ObjectNode body) {
        var timestamp = Instant.now().toString();
        var signed =
                body.deepCopy()
                        .put("partner_id", partner.partnerId())
                        .put("timestamp", timestamp)
                        .put(
                                "signature",
                                VendorSignature.sign(
                                        partner.apiKey(), timestamp, partner.partnerId()));
        var request =
                HttpRequest.newBuilder(url)
                        .timeout(Duration.ofSeconds(30))
                        .POST(HttpRequest.BodyPublishers.ofString(signed.toString()))
                        .build();
        var begun = System.nanoTime();
        try {
            var answer = HTTP.send(request, HttpResponse.BodyHandlers.ofString());
            var took = Duration.ofNanos(System.nanoTime() - begun);
            return new Answer(answer.statusCode(), JSON.readTree(answer.body()), answer, took);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
