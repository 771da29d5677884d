package dev.kycplatform.contracts.result;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeType;

import dev.kycplatform.contracts.job.JobRequest;
import dev.kycplatform.contracts.job.Lane;
import dev.kycplatform.contracts.job.PersonalField;
import dev.kycplatform.contracts.job.SmileJobId;
import dev.kycplatform.vendor.JavaClient;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.junit.jupiter.params.provider.EnumSource;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** {@code results.tsv}, line by line, against the bytes a partner gets. */
class ResultRulesTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String PARAMS =
            "{ \"job_id\":\"j\", \"user_id\":\"u\",\"job_type\":\"5\",\"n\":[1.50,\"\\u00e9\"]}";
    private static final String FULL_DATA = "{\"BVN\":\"00000000000\",\"watchListed\":\"NO\"}";
    private static final JobRequest REQUEST =
            new JobRequest("u", "NG", "BVN", "00000000000", Map.of(), PARAMS, null, "https://x/");

    /** In the order in which they are written. */
    private static final List<String> ALWAYS =
            List.of(
                    "JSONVersion",
                    "SmileJobID",
                    "PartnerParams",
                    "ResultType",
                    "ResultText",
                    "ResultCode",
                    "IsFinalResult",
                    "Actions",
                    "Country",
                    "IDType",
                    "IDNumber",
                    "FullData",
                    "Source");

    private static final List<String> PERSONAL =
            List.of(
                    "FullName",
                    "DOB",
                    "Gender",
                    "Address",
                    "PhoneNumber",
                    "Photo",
                    "IssuanceDate",
                    "ExpirationDate");

    private static final List<String> WHERE_TOLD =
            List.of("PhoneNumber2", "Document", "SecondaryIDNumber", "Secondary_ID_Number");

    @ParameterizedTest(name = "{0} {1}")
    @CsvFileSource(resources = "/conformance/results.tsv", delimiter = '\t')
    void saysWhatIsDecided(
            String code,
            String text,
            String observedText,
            String verify,
            String info,
            String category,
            boolean isSuccess,
            String personal,
            String fullData)
            throws Exception {
        var body = body(ResultCode.ofWire(code), PersonalInfo.NOTHING);
        var json = JSON.readTree(body);

        assertThat(json.path("ResultCode").asText()).isEqualTo(code);
        assertThat(json.path("ResultText").asText()).isEqualTo(text);
        assertThat(ResultTexts.OBSERVED.of(ResultCode.ofWire(code))).isEqualTo(observedText);
        assertThat(json.path("Actions").toString())
                .isEqualTo(
                        "{\"Verify_ID_Number\":\"%s\",\"Return_Personal_Info\":\"%s\"}"
                                .formatted(verify, info));
        assertThat(JSON.writeValueAsString(ResultCode.ofWire(code).category()))
                .isEqualTo("\"" + category + "\"");
        assertThat(ResultCode.ofWire(code).isSuccess()).isEqualTo(isSuccess);
        assertThat(json.path("FullData").toString())
                .isEqualTo(fullData.equals("{}") ? fullData : FULL_DATA);
        var expected = new ArrayList<>(ALWAYS);
        if (personal.equals("present")) {
            expected.addAll(PERSONAL);
            assertThat(PERSONAL)
                    .allSatisfy(
                            key -> assertThat(json.path(key).asText()).isEqualTo("Not Available"));
        }
        assertThat(names(json)).containsExactlyInAnyOrderElementsOf(expected);
    }

    @ParameterizedTest
    @EnumSource(ResultCode.class)
    void everyCodeHasItsLine(ResultCode code) throws Exception {
        try (var table = getClass().getResourceAsStream("/conformance/results.tsv")) {
            assertThat(new String(table.readAllBytes(), StandardCharsets.UTF_8))
                    .containsPattern("(?m)^" + code.wire() + "\t");
        }
    }

    @ParameterizedTest
    @EnumSource(ResultCode.class)
    void isReadByTheStrictestClient(ResultCode code) throws Exception {
        var result = JavaClient.result(body(code, everythingTold()));

        assertThat(result.resultCode()).isEqualTo(code.wire());
    }

    @ParameterizedTest
    @EnumSource(ResultCode.class)
    void hasTextsOnlyButForThreeObjects(ResultCode code) throws Exception {
        var json = JSON.readTree(body(code, everythingTold()));

        json.properties()
                .forEach(
                        field ->
                                assertThat(field.getValue().getNodeType())
                                        .as(field.getKey())
                                        .isEqualTo(
                                                List.of("PartnerParams", "Actions", "FullData")
                                                                .contains(field.getKey())
                                                        ? JsonNodeType.OBJECT
                                                        : JsonNodeType.STRING));
        assertThat(json.path("JSONVersion").asText()).isEqualTo("1.0.0");
        assertThat(json.path("ResultType").asText()).isEqualTo("ID Verification");
        assertThat(json.path("IsFinalResult").asText()).isEqualTo("true");
        assertThat(json.path("SmileJobID").asText()).isEqualTo("0000000007");
    }

    @Test
    void aValidIdCarriesAllThatWasTold() throws Exception {
        var json = JSON.readTree(body(ResultCode.VALID, everythingTold()));

        for (var keys : List.of(PERSONAL, WHERE_TOLD)) {
            assertThat(keys)
                    .allSatisfy(key -> assertThat(json.path(key).asText()).startsWith("told "));
        }
        assertThat(json.path("Secondary_ID_Number")).isEqualTo(json.path("SecondaryIDNumber"));
    }

    @ParameterizedTest
    @EnumSource(ResultCode.class)
    void partnerParamsComeBackByteForByte(ResultCode code) throws Exception {
        assertThat(body(code, PersonalInfo.NOTHING)).contains("\"PartnerParams\":" + PARAMS + ",");
    }

    @Test
    void theSourceIsTheLane() throws Exception {
        for (var lane : Lane.values()) {
            var body = body(lane, ResultCode.INVALID, PersonalInfo.NOTHING, ResultBody.NO_DATA);

            assertThat(JSON.readTree(JSON.writeValueAsString(body)).path("Source").asText())
                    .isEqualTo(
                            switch (lane) {
                                case ASYNC -> "Async ID API";
                                case SYNC -> "ID API";
                            });
        }
    }

    private static String body(ResultCode code, PersonalInfo told) throws JsonProcessingException {
        return JSON.writeValueAsString(
                body(
                        Lane.ASYNC,
                        code,
                        told,
                        code == ResultCode.VALID ? FULL_DATA : ResultBody.NO_DATA));
    }

    private static ResultBody body(Lane lane, ResultCode code, PersonalInfo told, String fullData) {
        return ResultBody.of(
                REQUEST, new SmileJobId(7), lane, code, ResultTexts.DOCUMENTED, told, fullData);
    }

    @Test
    void whatOnlyFlowsLookAtIsThereWhenTold() throws Exception {
        var told =
                new PersonalInfo(
                        Map.of(PersonalField.FIRST_NAME, "Ada", PersonalField.EMAIL, "a@b.example"),
                        Set.of(Signal.DOCUMENTS_REQUIRED, Signal.FRAUD));

        var json = JSON.readTree(body(ResultCode.VALID, told));

        assertThat(json.path("FirstName").asText()).isEqualTo("Ada");
        assertThat(json.path("Email").asText()).isEqualTo("a@b.example");
        assertThat(json.path("Signals").toString()).isEqualTo("[\"fraud\",\"documents_required\"]");
        assertThat(json.has("LastName")).isFalse();
        assertThat(JSON.readTree(body(ResultCode.VALID, told.withoutSignals())).has("Signals"))
                .isFalse();
    }

    /** Everything that partners may be told. */
    private static PersonalInfo everythingTold() {
        return new PersonalInfo(
                Stream.of(PersonalField.values())
                        .filter(PersonalField::isForPartners)
                        .collect(
                                Collectors.toMap(
                                        field -> field, field -> "told " + field.dataName())));
    }

    private static List<String> names(JsonNode json) {
        var names = new ArrayList<String>();
        json.fieldNames().forEachRemaining(names::add);
        return names;
    }
}
