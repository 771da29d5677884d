package dev.kycplatform.contracts.result;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.kycplatform.contracts.job.JobRequest;
import dev.kycplatform.contracts.job.Lane;
import dev.kycplatform.contracts.job.PersonalField;
import dev.kycplatform.contracts.job.SmileJobId;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StoredBodyTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int SIZE = 50_000;
    private static final String PHOTO = base64(SIZE);

    /** What surrounds a photo in an answer is small beside it. */
    private static final int REST = 2_000;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"ImageBase64\":\"%s\",\"BVN\":\"1\"}",
                "{ \"person\" : { \"photo\" : \"%s\" , \"names\" : [ \"Zo\u00eb\", \"\u4f60\ud83d\ude00\" ] } }",
                "{\"photo\":\"data:image/jpeg;base64,%s\"}",
                "{\"photo\":\"%s\",\"portrait\":\"%1$s\"}"
            })
    void keepsAPhotoOnceAndReadsAsItWas(String answer) {
        var body = body(PHOTO, answer.formatted(PHOTO));

        var stored = StoredBody.of(body, StoredBodyTest::encoded);

        assertThat(stored).hasSizeLessThan(SIZE + REST);
        assertThat(StoredBody.json(stored)).isEqualTo(encoded(body));
    }

    @Test
    void keepsAPhotoThatTheAnswerWritesInAnotherWayBesideIt() {
        var body = body(PHOTO, "{\"photo\":\"%s\"}".formatted(PHOTO.replace("/", "\\/")));

        var stored = StoredBody.of(body, StoredBodyTest::encoded);

        assertThat(stored).hasSizeLessThan(SIZE + PHOTO.length() * 11 / 10 + REST);
        assertThat(StoredBody.json(stored)).isEqualTo(encoded(body));
    }

    @ParameterizedTest
    @ValueSource(ints = {3_000, 3_001, 3_002})
    void givesBackPhotosOfAnyLength(int size) {
        var body = body(base64(size), "{}");

        assertThat(StoredBody.json(StoredBody.of(body, StoredBodyTest::encoded)))
                .isEqualTo(encoded(body));
    }

    @Test
    void storesWhatBase64WouldWriteOtherwiseAsItIs() {
        var padded = base64(3_001);
        var loose = padded.substring(0, padded.length() - 3) + "B==";
        assertThat(Base64.getDecoder().decode(loose)).hasSize(3_001);

        assertThat(StoredBody.of(body(loose, "{}"), StoredBodyTest::encoded))
                .isEqualTo(encoded(body(loose, "{}")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/9j/", "Not Available", "https://photos.example/1"})
    void storesWhatIsNoPhotoOrASmallOneAsItIs(String photo) {
        var body = body(photo, "{\"photo\":\"%s\"}".formatted(photo));

        assertThat(StoredBody.of(body, StoredBodyTest::encoded)).isEqualTo(encoded(body));
    }

    @Test
    void readsAsItWasWhateverTheAnswerSays() {
        var body =
                body(PHOTO, "{\"photo\":\"%s\",\"note\":\"\u007fphoto\u007f\"}".formatted(PHOTO));

        assertThat(StoredBody.json(StoredBody.of(body, StoredBodyTest::encoded)))
                .isEqualTo(encoded(body));
    }

    @Test
    void readsWhatWasStoredAsItsJson() {
        var json = encoded(body(PHOTO, "{\"photo\":\"%s\"}".formatted(PHOTO)));

        assertThat(StoredBody.json(json)).isEqualTo(json);
    }

    private static ResultBody body(String photo, String fullData) {
        return ResultBody.of(
                new JobRequest(
                        "u",
                        "NG",
                        "BVN",
                        "00000000000",
                        Map.of(),
                        "{\"job_id\":\"j\",\"name\":\"Zo\u00eb\"}",
                        null,
                        null),
                new SmileJobId(1),
                Lane.ASYNC,
                ResultCode.VALID,
                ResultTexts.DOCUMENTED,
                new PersonalInfo(
                        Map.of(PersonalField.PHOTO, photo, PersonalField.FULL_NAME, "Jo\u00eb")),
                fullData);
    }

    private static String base64(int size) {
        var photo = new byte[size];
        new Random(size).nextBytes(photo);
        return Base64.getEncoder().encodeToString(photo);
    }

    private static byte[] encoded(ResultBody body) {
        try {
            return JSON.writeValueAsString(body).getBytes(StandardCharsets.UTF_8);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
