package dev.kycplatform.operators.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.kycplatform.contracts.error.ErrorCode;
import dev.kycplatform.contracts.error.KycException;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OperatorBodyTest {
    private static final Set<String> KNOWN = Set.of("name", "enabled", "version", "reason");

    @Test
    void readsEachKindOfMember() {
        var body = body("{\"name\":\"n\",\"enabled\":true,\"version\":7,\"reason\":\"why\"}");

        assertThat(body.requiredText("name")).isEqualTo("n");
        assertThat(body.flag("enabled")).contains(true);
        assertThat(body.number("version")).contains(7L);
        assertThat(body.reason()).contains("why");
    }

    @Test
    void takesNoBodyForAnEmptyOneWhereItMayBeAbsent() {
        var body = OperatorBody.ofOptional(new byte[0], KNOWN);

        assertThat(body.text("name")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\'',
            textBlock =
                    """
                    {"nome":"n"}            | nome is unknown; known are enabled, name, reason, version
                    []                      | the body must be a JSON object, each of its members once
                    {"name":"a","name":"b"} | the body must be a JSON object, each of its members once
                    {"name":"a"} x          | the body must be a JSON object, each of its members once
                    {                       | the body must be a JSON object, each of its members once
                    """)
    void namesWhatCannotBeRead(String json, String detail) {
        assertThatExceptionOfType(KycException.class)
                .isThrownBy(() -> body(json))
                .matches(refusal -> refusal.code() == ErrorCode.INVALID_REQUEST)
                .matches(refusal -> refusal.detail().equals(detail));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\'',
            textBlock =
                    """
                    {"name":1}  | name must be a string
                    {}          | name is required, a string
                    """)
    void namesWhatIsMissingOrOfTheWrongType(String json, String detail) {
        assertThatExceptionOfType(KycException.class)
                .isThrownBy(() -> required(json))
                .matches(refusal -> refusal.detail().equals(detail));
    }

    private static String required(String json) {
        return body(json).requiredText("name");
    }

    private static OperatorBody body(String json) {
        return OperatorBody.of(json.getBytes(UTF_8), KNOWN);
    }
}
