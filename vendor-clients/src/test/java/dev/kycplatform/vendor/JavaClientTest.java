package dev.kycplatform.vendor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The traps the vendor's Java client was seen to fall into (contract, section 2.5). */
class JavaClientTest {
    private static final String RESULT =
            """
            {"SmileJobID":"0000000007","PartnerParams":{"job_type":5,"job_id":"j","user_id":"u","more":20},\
            "ResultType":"ID Verification","ResultText":"Valid ID","ResultCode":"1012","IsFinalResult":"true",\
            "Actions":{"Verify_ID_Number":"Verified"},"FullData":{"a":1},"timestamp":"2026-01-02T03:04:05.678Z"}""";

    private static final String SERVICES =
            """
            {"id_types":{"NG":{"BVN":["country","id_number"]}},"bank_codes":[{"name":"Bank","code":"057"}],\
            "hosted_web":{"basic_kyc":{},"biometric_kyc":{},"doc_verification":{},"enhanced_document_verification":{},\
            "ekyc_smartselfie":{},"enhanced_kyc":{"NG":{"name":"Nigeria","id_types":{"BVN":{"required_fields":["country"],\
            "label":"Number","test_data":"0","id_number_regex":"^0$"}}}}}}""";

    @Test
    void readsAGoodListOfServices() {
        assertThat(JavaClient.services(SERVICES))
                .containsOnly(Map.entry("NG", Map.of("BVN", List.of("country", "id_number"))));
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            delimiter = '|',
            value = {
                "`\"basic_kyc\":{},` | ``",
                "`\"doc_verification\":{}` | `\"doc_verification\":[]`",
                "`\"hosted_web\"` | `\"hosted\"`",
                "`\"code\":\"057\"` | `\"code\":57`",
                "`\"name\":\"Bank\",` | ``",
                "`[\"country\",\"id_number\"]` | `\"country\"`",
                "`[\"country\",\"id_number\"]` | `[1]`",
                "`\"label\":\"Number\",` | ``",
                "`\"name\":\"Nigeria\",` | ``"
            })
    void failsWhereTheListOfServicesIsNotWhole(String good, String bad) {
        var broken = SERVICES.replace(good, bad);

        assertThat(broken).isNotEqualTo(SERVICES);
        assertThatThrownBy(() -> JavaClient.services(broken)).isInstanceOf(RuntimeException.class);
    }

    @Test
    void readsAGoodResult() {
        var result = JavaClient.result(RESULT);

        assertThat(result.resultCode()).isEqualTo("1012");
        assertThat(result.fullData()).containsKey("a");
        assertThat(result.actions()).containsEntry("Verify_ID_Number", "Verified");
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            delimiter = '|',
            value = {
                "`\"ResultType\":\"ID Verification\",` | ``",
                "`\"ID Verification\"` | `\"Something else\"`",
                "`\"FullData\":{\"a\":1}` | `\"FullData\":\"{}\"`",
                "`\"FullData\":{\"a\":1}` | `\"FullData\":[]`",
                "`\"IsFinalResult\":\"true\"` | `\"IsFinalResult\":true`",
                "`\"job_type\":5,` | ``",
                "`\"job_type\":5` | `\"job_type\":\"five\"`",
                "`\"job_type\":5` | `\"job_type\":5.5`",
                "`2026-01-02T03:04:05.678Z` | `2026-01-02 03:04`",
                "`\"ResultCode\":\"1012\"` | `\"ResultCode\":1012`",
                "`\"Verified\"` | `true`",
                "`.678Z\"}` | `.678Z\"},`",
                "`{\"SmileJobID\"` | `<html>`"
            })
    void failsWhereTheClientFails(String good, String bad) {
        var broken = RESULT.replace(good, bad);

        assertThat(broken).isNotEqualTo(RESULT);
        assertThatThrownBy(() -> JavaClient.result(broken)).isInstanceOf(RuntimeException.class);
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            delimiter = '|',
            value = {
                "`\"job_type\":5` | `\"job_type\":\"5\"`",
                "`2026-01-02T03:04:05.678Z` | `2026-01-02T03:04:05+01:00`",
                "`\"SmileJobID\":\"0000000007\",` | ``",
                "`\"SmileJobID\"` | `\"Unknown\"`"
            })
    void takesWhatTheClientTakes(String one, String other) {
        assertThat(JavaClient.result(RESULT.replace(one, other)).resultCode()).isEqualTo("1012");
    }

    @Test
    void readsAStatusAndTheResultsInIt() {
        var status =
                JavaClient.status(
                        """
                        {"timestamp":"2026-01-02T03:04:05.678Z","signature":"s","job_complete":true,"job_success":true,\
                        "code":"2302","result":%s,"history":[%s],"image_links":{}}"""
                                .formatted(RESULT, RESULT));

        assertThat(status.isComplete()).isTrue();
        assertThat(status.result()).isNotNull();
        assertThat(status.history()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"job_complete\":\"true\",\"job_success\":true,\"code\":\"2302\",\"result\":null}",
                "{\"job_complete\":true,\"job_success\":true,\"code\":2302,\"result\":null}",
                "{\"job_complete\":true,\"job_success\":true,\"code\":\"2302\",\"result\":{}}",
                "{\"job_complete\":true,\"job_success\":true,\"code\":\"2302\",\"history\":[{}]}",
                "{\"job_complete\":true,\"job_success\":true,\"code\":\"2302\",\"image_links\":{\"a\":1}}"
            })
    void failsOnAStatusWhereTheClientFails(String json) {
        var signed =
                json.replaceFirst(
                        "\\{", "{\"timestamp\":\"2026-01-02T03:04:05Z\",\"signature\":\"s\",");

        assertThatThrownBy(() -> JavaClient.status(signed)).isInstanceOf(RuntimeException.class);
    }

    @Test
    void readsARefusalOnlyFromJsonWithTwoTexts() {
        assertThat(
                        JavaClient.refusal("{\"error\":\"e\",\"code\":\"2205\",\"success\":false}")
                                .code())
                .isEqualTo("2205");
        assertThatThrownBy(() -> JavaClient.refusal("<html>502</html>"))
                .isInstanceOf(RuntimeException.class);
        assertThatThrownBy(() -> JavaClient.refusal("{\"error\":\"e\",\"code\":2205}"))
                .isInstanceOf(RuntimeException.class);
        assertThatThrownBy(() -> JavaClient.refusal("{\"error\":\"e\"}"))
                .isInstanceOf(RuntimeException.class);
    }
}
