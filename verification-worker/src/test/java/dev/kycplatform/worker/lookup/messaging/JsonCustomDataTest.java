package dev.kycplatform.worker.lookup.messaging;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kycplatform.contracts.job.PersonalField;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JsonCustomDataTest {
    private final JsonCustomData customData = new JsonCustomData();

    @Test
    void takesTextsUnderStandardNamesAndNothingElse() {
        var overlay =
                customData.of(
                        """
                        {"job_id":"j","DOB":"1918-07-18","Gender":7,"Photo":"","shoe":"42",
                         "Secondary_ID_Number":"A1"}""");

        assertThat(overlay.told())
                .containsOnly(
                        Map.entry(PersonalField.DOB, "1918-07-18"),
                        Map.entry(PersonalField.SECONDARY_ID_NUMBER, "A1"));
    }

    @Test
    void echoesWhatCameByteForByteIfThereIsNoFullName() {
        var params = "{ \"job_id\" : \"j\",\n \"DOB\":\"1918-07-18\", \"n\": 1.50 }";

        assertThat(customData.of(params).partnerParams()).isEqualTo(params);
    }

    @ParameterizedTest
    @CsvSource({
        "Nelson Mandela,                Nelson, '',               Mandela",
        "Nelson Rolihlahla Mandela,     Nelson, Rolihlahla,       Mandela",
        "Nelson  Rolihlahla X Mandela,  Nelson, Rolihlahla X,     Mandela",
        "Nelson,                        Nelson, '',               ''",
    })
    void derivesNamesFromAFullName(String fullName, String first, String middle, String last) {
        var params = "{ \"job_id\":\"j\", \"FullName\":\"" + fullName + "\" }";

        assertThat(customData.of(params).partnerParams())
                .isEqualTo(
                        "{ \"job_id\":\"j\", \"FullName\":\"%s\" ,\"FirstName\":\"%s\",\"MiddleName\":\"%s\",\"LastName\":\"%s\"}"
                                .formatted(fullName, first, middle, last));
    }

    @Test
    void leavesNamesThatThePartnerGaveItself() {
        var params = "{\"job_id\":\"j\",\"FullName\":\"A \\\"B\\\"\",\"FirstName\":\"mine\"}";

        assertThat(customData.of(params).partnerParams())
                .isEqualTo(
                        "{\"job_id\":\"j\",\"FullName\":\"A \\\"B\\\"\",\"FirstName\":\"mine\",\"MiddleName\":\"\",\"LastName\":\"\\\"B\\\"\"}");
    }
}
