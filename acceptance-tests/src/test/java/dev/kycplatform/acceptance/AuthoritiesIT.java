package dev.kycplatform.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.kycplatform.contracts.job.IdType;
import dev.kycplatform.contracts.job.IdTypes;
import dev.kycplatform.contracts.job.PersonalField;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every ID type that partners have is looked up in its authority's own format. */
class AuthoritiesIT {
    /** One ID type of each format. */
    private static final List<String> FORMATS =
            List.of("NG/BVN", "ZA/NATIONAL_ID", "GH/GHANA_CARD", "NG/NIN");

    private static final Map<String, String> INPUTS =
            Map.of(
                    "first_name", "Joe",
                    "last_name", "Leo",
                    "dob", "2000-09-20",
                    "bank_code", "044",
                    "citizenship", "Kenyan",
                    "session_id", "a-session");

    private static final IdTypes ID_TYPES = IdTypes.load();

    private final PartnerClient partner = Platform.partner();

    static Stream<IdType> everyIdType() {
        return ID_TYPES.forPartners().all().stream();
    }

    @ParameterizedTest
    @MethodSource("everyIdType")
    void everyIdTypeTellsWhatItIsToTell(IdType type) {
        var body = answered(type, type.sample());

        assertThat(body.path("ResultCode").asText()).isEqualTo("1012");
        if (type.returned().contains(PersonalField.FULL_NAME)) {
            assertThat(body.path("FullName").asText()).isEqualTo("Joe Doe Leo");
        }
        if (type.returned().contains(PersonalField.DOB)) {
            assertThat(body.path("DOB").asText()).isEqualTo("2000-09-20");
        }
        if (type.returned().contains(PersonalField.GENDER)) {
            assertThat(body.path("Gender").asText()).isEqualTo("Male");
        }
        if (type.returned().contains(PersonalField.PHOTO)) {
            assertThat(body.path("Photo").asText()).startsWith("/9j/");
        }
        assertThat(body.path("FullData").size()).isPositive();
    }

    static Stream<IdType> oneOfEachFormat() {
        return FORMATS.stream().map(AuthoritiesIT::type);
    }

    @ParameterizedTest
    @MethodSource("oneOfEachFormat")
    void nobodyAndNoNumberAreUnderstoodInEveryFormat(IdType type) {
        assertThat(answered(type, endingIn('1', type)).path("ResultCode").asText())
                .isEqualTo("1013");
        assertThat(answered(type, endingIn('2', type)).path("ResultCode").asText())
                .isEqualTo("1014");
    }

    /** An authority that another test took down is asked again only once its circuit has closed. */
    private JsonNode answered(IdType type, String number) {
        return Awaitility.await("an answer of " + type.authority())
                .atMost(Duration.ofSeconds(30))
                .until(
                        () -> verify(type, number),
                        body -> !body.path("ResultCode").asText().equals("1015"));
    }

    private JsonNode verify(IdType type, String number) {
        var job =
                partner.job(
                        partner.newJobId(),
                        type.country(),
                        type.name(),
                        number,
                        "https://partner.example/never-called");
        type.requiredInputs().forEach(input -> job.put(input, INPUTS.get(input)));
        return partner.verify(job).body();
    }

    private static IdType type(String key) {
        var parts = key.split("/");
        return ID_TYPES.find(parts[0], parts[1]).orElseThrow();
    }

    /** The test number of this outcome. */
    private static String endingIn(char digit, IdType type) {
        var number = new StringBuilder(type.sample());
        number.setCharAt(type.sample().lastIndexOf('0'), digit);
        return number.toString();
    }
}
