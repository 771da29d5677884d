package dev.kycplatform.intake.job.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kycplatform.contracts.error.ErrorCode;
import dev.kycplatform.contracts.error.KycException;
import dev.kycplatform.intake.FakeConfig;
import dev.kycplatform.intake.job.FieldValue;
import dev.kycplatform.intake.job.RequestFields;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RequestReaderTest {
    private final RequestReader reader =
            new RequestReader(new FakeConfig(1, Duration.ofSeconds(1)));

    @Test
    void keepsAnObjectExactlyAsItCame() {
        var params = "{ \"job_id\":\"j\\u0031\", \"more\" : 20.0, \"e\":1E+2,\n\t\"ü\":\"😀\" }";

        var fields = read("{\"a\":\"x\",\"partner_params\" : " + params + " ,\"z\":1}");

        assertThat(fields.values().get("partner_params"))
                .isInstanceOfSatisfying(
                        FieldValue.Composite.class,
                        object -> {
                            assertThat(object.json()).isEqualTo(params);
                            assertThat(object.members().get("job_id"))
                                    .isEqualTo(new FieldValue.Text("j1"));
                        });
    }

    @Test
    void takesNullAndEmptyForAbsent() {
        var fields = read("{\"dob\":\"\",\"first_name\":null,\"country\":\"NG\"}");

        assertThat(fields.has("dob")).isFalse();
        assertThat(fields.has("first_name")).isFalse();
        assertThat(fields.text("country")).contains("NG");
    }

    @Test
    void seesTheSameContentThroughOrderSpaceAndWhatDoesNotCount() {
        var one =
                read(
                        "{\"country\":\"NG\",\"partner_params\":{\"job_type\":5,\"job_id\":\"j\"},"
                                + "\"signature\":\"a\",\"timestamp\":\"t\",\"dob\":\"\"}");
        var other =
                read(
                        "{ \"timestamp\":\"u\", \"signature\":\"b\", \"source_sdk\":\"Ruby\","
                                + "\"source_sdk_version\":\"2\", \"metadata\":[{\"a\":1}],"
                                + "\"partner_params\": {\"job_id\":\"j\",\"job_type\":5.0},"
                                + "\"country\":\"NG\"}");

        assertThat(other.canonicalContent()).isEqualTo(one.canonicalContent());
    }

    @Test
    void seesOtherContent() {
        var one = read("{\"country\":\"NG\",\"partner_params\":{\"job_id\":\"j\"}}");
        var other = read("{\"country\":\"NG\",\"partner_params\":{\"job_id\":\"j\",\"x\":1}}");

        assertThat(other.canonicalContent()).isNotEqualTo(one.canonicalContent());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "null",
                "[]",
                "\"text\"",
                "5",
                "{",
                "{\"a\":}",
                "{\"a\":1}}",
                "{\"a\":1} x",
                "{'a':1}",
                "{\"Country\":\"NG\"}",
                "{\"PARTNER_ID\":\"001\"}",
                "{\"partner_params\":{\"Job_Id\":\"j\"}}"
            })
    void refusesWhatIsNoJsonObjectOrHasAKnownKeyInTheWrongCase(String body) {
        assertRefused(body.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void refusesBytesThatAreNoText() {
        assertRefused(new byte[] {'{', '"', (byte) 0xff, '"', ':', '1', '}'});
        assertRefused("{\"a\":1}".getBytes(StandardCharsets.UTF_16LE));
    }

    @Test
    void refusesWhatIsTooDeepOrTooManyFieldsOrTooLongANumber() {
        assertRefused(
                ("{\"a\":" + "[".repeat(50) + "]".repeat(50) + "}")
                        .getBytes(StandardCharsets.UTF_8));
        var fields = new StringBuilder("{\"f\":1");
        for (int i = 0; i < 600; i++) {
            fields.append(",\"f").append(i).append("\":1");
        }
        assertRefused(fields.append('}').toString().getBytes(StandardCharsets.UTF_8));
        assertRefused(("{\"a\":" + "9".repeat(200) + "}").getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void refusesWhatIsTooLargeAndNumbersBeyondReason() {
        assertThatThrownBy(() -> reader.read(new byte[65_537]))
                .isInstanceOfSatisfying(
                        KycException.class,
                        e -> assertThat(e.code()).isEqualTo(ErrorCode.TOO_LARGE));
        assertRefused("{\"a\":1e999999999999}".getBytes(StandardCharsets.UTF_8));
    }

    private RequestFields read(String body) {
        return reader.read(body.getBytes(StandardCharsets.UTF_8));
    }

    private void assertRefused(byte[] body) {
        assertThatThrownBy(() -> reader.read(body))
                .isInstanceOfSatisfying(
                        KycException.class,
                        e -> assertThat(e.code()).isEqualTo(ErrorCode.INVALID_JSON));
    }
}
