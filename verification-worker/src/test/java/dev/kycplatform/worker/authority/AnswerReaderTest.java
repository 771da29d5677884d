package dev.kycplatform.worker.authority;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kycplatform.contracts.job.PersonalField;
import dev.kycplatform.contracts.result.PersonalInfo;
import dev.kycplatform.worker.lookup.Answer;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AnswerReaderTest {
    private static final String PHOTO =
            Base64.getEncoder()
                    .encodeToString(
                            new byte[] {
                                (byte) 0xFF,
                                (byte) 0xD8,
                                (byte) 0xFF,
                                4,
                                5,
                                6,
                                7,
                                8,
                                9,
                                10,
                                11,
                                12,
                                13,
                                14
                            });

    private final AnswerReader reader =
            new AnswerReader(
                    new RetryAfter(
                            Clock.fixed(Instant.parse("2026-01-01T00:00:00Z"), ZoneOffset.UTC)));

    @Test
    void mapsTheBankVerificationRegister() {
        var json =
                """
                {"BVN":"12345678901","FirstName":"Joe","MiddleName":"","LastName":"Leo",
                 "DateOfBirth":"20-September-2000","Gender":"female","PhoneNumber1":"0800",
                 "PhoneNumber2":"0801","residentialAddress":"Lagos","registrationDate":"01-March-2015",
                 "WatchListed":"NO","ImageBase64":"%s"}"""
                        .formatted(PHOTO);

        var answer = read("ng-nibss", 200, json);

        assertThat(answer)
                .isEqualTo(
                        new Answer.Found(
                                new PersonalInfo(
                                        Map.of(
                                                PersonalField.FULL_NAME, "Joe Leo",
                                                PersonalField.DOB, "2000-09-20",
                                                PersonalField.GENDER, "Female",
                                                PersonalField.ADDRESS, "Lagos",
                                                PersonalField.PHONE_NUMBER, "0800",
                                                PersonalField.PHONE_NUMBER_2, "0801",
                                                PersonalField.PHOTO, PHOTO,
                                                PersonalField.ISSUANCE_DATE, "2015-03-01")),
                                json));
    }

    @Test
    void mapsTheRegisterOfPersons() {
        var json =
                """
                {"id_no":"12345678","surname":"Leo","other_names":"Joe Doe","sex":"M",\
                "date_of_birth":"2000-09-20","place_of_birth":"Nairobi","physical_address":"Nairobi",\
                "issue_date":"2015-03-01"}""";

        var answer = read("ke-iprs", 200, json);

        assertThat(answer)
                .isEqualTo(
                        new Answer.Found(
                                new PersonalInfo(
                                        Map.of(
                                                PersonalField.FULL_NAME, "Joe Doe Leo",
                                                PersonalField.DOB, "2000-09-20",
                                                PersonalField.GENDER, "Male",
                                                PersonalField.ADDRESS, "Nairobi",
                                                PersonalField.ISSUANCE_DATE, "2015-03-01")),
                                json));
    }

    @Test
    void takesNoNumberAndARefusalFromAnAuthorityThatSaysSo() {
        assertThat(read("ng-nibss", 404, "{\"error\":\"not_found\",\"message\":\"x\"}"))
                .isEqualTo(new Answer.NotFound());
        assertThat(read("ng-nibss", 400, "{\"error\":\"invalid_number\",\"message\":\"x\"}"))
                .isEqualTo(new Answer.Refused());
    }

    @ParameterizedTest(name = "{0} {1} is {2}")
    @CsvSource(
            delimiter = '|',
            value = {
                "200 | {\"FirstName\":\"Jo                         | not_json",
                "200 | {\"FirstName\":\"Joe\"} {}                  | not_json",
                "200 | [\"FirstName\"]                             | not_json",
                "200 | null                                        | not_json",
                "200 | {}                                          | empty_answer",
                "200 | {\"FirstName\":{\"is\":\"nested\"}}         | expression_failed",
                "200 | {\"FirstName\":\"J\",\"PhoneNumber1\":{}}  | unexpected_structure",
                "200 | {\"FirstName\":\"J\",\"DateOfBirth\":\"?\"} | bad_date",
                "200 | {\"DateOfBirth\":\"31-February-2000\"}      | bad_date",
                "200 | {\"FirstName\":\"J\",\"ImageBase64\":\"eA==\"} | bad_image",
                "200 | {\"FirstName\":\"J\",\"ImageBase64\":\"<html>\"} | bad_image",
                "404 | {}                                          | status_404",
                "404 | <html>                                      | not_json",
                "400 | {\"message\":\"no error\"}                  | status_400",
                "204 | {}                                          | status_204",
                "302 | {}                                          | status_302",
                "401 | {\"error\":\"unauthorized\"}                | status_401",
                "429 | {\"error\":\"too_many\"}                    | status_429",
                "500 | {\"error\":\"internal\"}                    | status_500",
                "503 | {\"error\":\"down\"}                        | status_503",
            })
    void countsEverythingElseAsNoAnswer(int status, String body, String cause) {
        assertThat(read("ng-nibss", status, body))
                .isEqualTo(new Answer.Unavailable(cause, Optional.empty()));
    }

    @Test
    void takesWhatAnAuthorityHasReplacedItself() {
        assertThat(told("{\"FirstName\":\"Zo\uFFFD\"}"))
                .containsEntry(PersonalField.FULL_NAME, "Zo\uFFFD");
    }

    @Test
    void takesAPhotoWithoutItsLineBreaksAndPrefix() {
        var photo =
                "data:image/jpeg;base64," + PHOTO.substring(0, 8) + "\\r\\n" + PHOTO.substring(8);

        assertThat(told("{\"FirstName\":\"Joe\",\"ImageBase64\":\"%s\"}".formatted(photo)))
                .containsEntry(PersonalField.PHOTO, PHOTO);
    }

    /** A tree that is made of other characters than the text would be kept beside what it does not say. */
    @ParameterizedTest
    @ValueSource(strings = {"UTF-16BE", "UTF-16LE", "UTF-32BE"})
    void countsAnotherEncodingAsNoAnswer(String encoding) {
        var heard =
                new Exchange.Heard(
                        200,
                        Optional.of("application/json"),
                        Optional.empty(),
                        "{\"FirstName\":\"Joe\"}".getBytes(Charset.forName(encoding)));

        assertThat(reader.read(SampleConnectors.shipped("ng-nibss"), heard))
                .isEqualTo(new Answer.Unavailable("not_json", Optional.empty()));
    }

    @Test
    void countsAnotherContentTypeAsNoAnswer() {
        var heard = heard(200, Optional.of("text/html"), "{\"FirstName\":\"Joe\"}");

        assertThat(reader.read(SampleConnectors.shipped("ng-nibss"), heard))
                .isEqualTo(new Answer.Unavailable("wrong_content_type", Optional.empty()));
    }

    @Test
    void countsHalfACharacterAsNoAnswer() {
        var heard =
                new Exchange.Heard(
                        200,
                        Optional.of("application/json"),
                        Optional.empty(),
                        new byte[] {'{', '"', (byte) 0xC3, '"', ':', '1', '}'});

        assertThat(reader.read(SampleConnectors.shipped("ng-nibss"), heard))
                .isEqualTo(new Answer.Unavailable("not_utf8", Optional.empty()));
    }

    @Test
    void passesOnWhyNothingWasHeard() {
        assertThat(
                        reader.read(
                                SampleConnectors.shipped("ng-nibss"),
                                new Exchange.Unheard("timeout")))
                .isEqualTo(new Answer.Unavailable("timeout", Optional.empty()));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "120                           | PT2M",
                "Thu, 01 Jan 2026 01:00:00 GMT | PT1H",
                "Thu, 01 Jan 2025 01:00:00 GMT |",
                "-5                            |",
                "99999999999999999999          |",
                "soon                          |",
            })
    void honoursRetryAfter(String header, Duration expected) {
        var heard =
                new Exchange.Heard(503, Optional.empty(), Optional.of(header.strip()), new byte[0]);

        assertThat(reader.read(SampleConnectors.shipped("ng-nibss"), heard))
                .isEqualTo(new Answer.Unavailable("status_503", Optional.ofNullable(expected)));
    }

    private Map<PersonalField, String> told(String body) {
        return read("ng-nibss", 200, body) instanceof Answer.Found found
                ? found.person().told()
                : Map.of();
    }

    private Answer read(String authority, int status, String body) {
        return reader.read(
                SampleConnectors.shipped(authority),
                heard(status, Optional.of("application/json; charset=utf-8"), body));
    }

    private static Exchange.Heard heard(int status, Optional<String> contentType, String body) {
        return new Exchange.Heard(
                status, contentType, Optional.empty(), body.getBytes(StandardCharsets.UTF_8));
    }
}
