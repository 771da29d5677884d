package dev.kycplatform.flow.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.kycplatform.flow.FlowUnderTest;
import io.restassured.response.Response;

/** What rows of tables say of answers. */
final class Answered {
    private Answered() {}

    /**
     * The envelope that all answers share (contract, section 1.1), and what a row says.
     *
     * @param message how it begins; empty: anything
     * @param pointer where to look; empty: nowhere
     * @param expected {@code =} and all of it, {@code #} and a number, {@code absent}, {@code -} for anything but nothing, or a part of it
     */
    static void check(Response answer, String message, String pointer, String expected) {
        var body = FlowUnderTest.json(answer.asString());
        assertThat(body.path("success").isBoolean()).isTrue();
        assertThat(body.path("status").asText())
                .isEqualTo(body.path("success").asBoolean() ? "SUCCESS" : "FAILURE");
        assertThat(body.path("sila_reference_id").asText()).matches("req_[a-z0-9]{26}");
        assertThat(body.path("response_time_ms").isTextual()).isTrue();
        assertThat(body.has("reference") || body.has("reference_id")).isTrue();
        if (!message.isEmpty()) {
            assertThat(body.path("message").asText()).startsWith(message);
        }
        if (!pointer.isEmpty()) {
            check(body, body.at(pointer), expected);
        }
    }

    private static void check(JsonNode body, JsonNode value, String expected) {
        var text = value.isValueNode() ? value.asText() : value.toString();
        if (expected.equals("absent")) {
            assertThat(value.isMissingNode()).as(body.toString()).isTrue();
        } else if (expected.equals("-")) {
            assertThat(text).as(body.toString()).isNotEmpty().isNotEqualTo("null");
        } else if (expected.startsWith("#")) {
            assertThat(value.isNumber()).as(body.toString()).isTrue();
            assertThat(text).as(body.toString()).isEqualTo(expected.substring(1));
        } else if (expected.startsWith("=")) {
            assertThat(text).as(body.toString()).isEqualTo(expected.substring(1));
        } else {
            assertThat(expected).as("what to look for").isNotEmpty();
            assertThat(text).as(body.toString()).contains(expected);
        }
    }
}
