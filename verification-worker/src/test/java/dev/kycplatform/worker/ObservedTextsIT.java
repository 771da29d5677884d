package dev.kycplatform.worker;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.kycplatform.contracts.result.ResultReference;
import dev.kycplatform.contracts.result.ResultSeal;
import dev.kycplatform.contracts.seal.Keysets;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The one switch: the texts the vendor's service was seen to send instead of the documented ones. */
@QuarkusTest
@TestProfile(ObservedTextsIT.Observed.class)
class ObservedTextsIT extends WorkerTest {
    @Inject Keysets keysets;

    public static final class Observed implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of("kyc.result-texts", "observed");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "0, 1012, ID Number Validated",
        "1, 1013, Unable to validate ID - Not Found",
        "5, 1014, Unable to validate ID - Unsupported ID number format",
        "3, 1015, Unable to validate ID - Queried Database Unavailable"
    })
    void standInTheStoredResult(int digit, String code, String text) throws Exception {
        if (digit == 1) {
            authority.answers(404, "{\"error\":\"not_found\"}");
        }
        var job = jobs.publish(jobs.job(digit));
        awaitAnnouncements(job, 1);

        var sealed = (byte[]) Objects.requireNonNull(result(job).get("body"));
        var body =
                new ObjectMapper()
                        .readTree(
                                new ResultSeal(keysets)
                                        .open(
                                                sealed,
                                                new ResultReference(job.acceptedAt(), job.key())));

        assertThat(body.path("ResultCode").asText()).isEqualTo(code);
        assertThat(body.path("ResultText").asText()).isEqualTo(text);
    }
}
