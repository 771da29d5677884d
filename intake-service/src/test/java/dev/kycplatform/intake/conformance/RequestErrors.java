package dev.kycplatform.intake.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.kycplatform.contracts.signature.VendorSignature;
import dev.kycplatform.intake.IntakeUnderTest.RegisteredPartner;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Locale;
import java.util.Map;

/** What every refusal looks like, whatever it refuses. */
final class RequestErrors {
    private static final ObjectMapper STRICT =
            JsonMapper.builder().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS).build();

    private RequestErrors() {}

    static void assertRefused(Rule rule, RequestDraft draft, Wire.Answer answer) {
        assertThat(answer.status()).as(answer.text()).isEqualTo(rule.status());
        assertIsJson(answer);
        var body = json(answer);
        var error =
                "\"error\":\"%s\",\"code\":\"%s\",\"success\":false}"
                        .formatted(rule.text(), rule.code());
        if (rule.code().equals("2313")) {
            // The one refusal that is signed: a client checks before it looks (decisions,
            // job_status).
            assertThat(answer.text()).endsWith("," + error);
            assertThat(body.properties())
                    .extracting(Map.Entry::getKey)
                    .containsExactlyInAnyOrder(
                            "timestamp", "signature", "error", "code", "success");
            assertSigned(body, draft.partner());
        } else {
            assertThat(answer.text()).isEqualTo("{" + error);
        }
        if (rule.code().equals("2205")) {
            assertNamesNoReason(answer);
        }
    }

    static void assertIsJson(Wire.Answer answer) {
        assertThat(answer.header("Content-Type").orElse("").toLowerCase(Locale.ROOT))
                .matches("application/json(;\\s*charset=utf-8)?");
    }

    static void assertSigned(JsonNode body, RegisteredPartner partner) {
        assertThat(
                        VendorSignature.matches(
                                body.path("signature").asText(),
                                partner.apiKey(),
                                body.path("timestamp").asText(),
                                partner.id()))
                .isTrue();
    }

    static JsonNode json(Wire.Answer answer) {
        try {
            return STRICT.readTree(answer.body());
        } catch (IOException e) {
            throw new UncheckedIOException(answer.text(), e);
        }
    }

    /** A reason would help only who guesses. */
    private static void assertNamesNoReason(Wire.Answer answer) {
        for (var header : answer.headers()) {
            assertThat(header.name().toLowerCase(Locale.ROOT)).doesNotContain("detail", "reason");
            assertThat(header.value().toLowerCase(Locale.ROOT))
                    .doesNotContain("key", "partner", "timestamp", "window", "signature");
        }
    }
}
