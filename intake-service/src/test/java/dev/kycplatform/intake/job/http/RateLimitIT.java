package dev.kycplatform.intake.job.http;

import static dev.kycplatform.intake.IntakeUnderTest.partner;
import static dev.kycplatform.intake.IntakeUnderTest.post;
import static dev.kycplatform.intake.IntakeUnderTest.request;
import static org.assertj.core.api.Assertions.assertThat;

import dev.kycplatform.intake.IntakeUnderTest;
import dev.kycplatform.localstack.testing.TestServers;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import java.util.ArrayList;
import java.util.Map;
import org.junit.jupiter.api.Test;

@QuarkusTest
@TestProfile(RateLimitIT.Slow.class)
@QuarkusTestResource(
        value = TestServers.class,
        initArgs = @ResourceArg(name = "role", value = "intake"))
class RateLimitIT {
    private static final String PATH = "/v1/async_id_verification";

    /** One a second, twenty at once: few enough to run out of, enough to register a partner with. */
    public static final class Slow implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of("intake.rate.per-second", "1", "intake.rate.burst", "20");
        }
    }

    @Test
    void isToldAndRefusesWhatIsOverIt() {
        var partner = partner();
        var answers = new ArrayList<Response>();
        while (answers.isEmpty() || answers.getLast().statusCode() == 200) {
            assertThat(answers).hasSizeLessThan(100);
            answers.add(post(PATH, request(partner)));
        }
        var refused = answers.getLast();

        assertThat(refused.statusCode()).isEqualTo(429);
        assertThat(refused.asString())
                .isEqualTo("{\"error\":\"Too many requests\",\"code\":\"429\",\"success\":false}");
        assertThat(refused.header("Retry-After")).isEqualTo("1");
        assertThat(answers)
                .allSatisfy(
                        answer -> {
                            assertThat(answer.header("RateLimit-Limit")).isEqualTo("1");
                            assertThat(answer.header("RateLimit-Remaining")).matches("[0-9]+");
                            assertThat(answer.header("RateLimit-Reset")).matches("[0-9]+");
                        });
        assertThat(refused.header("RateLimit-Remaining")).isEqualTo("0");
        assertThat(post(PATH, request(IntakeUnderTest.registerPartner())).statusCode())
                .as("another partner has a bucket of its own")
                .isEqualTo(200);
    }

    @Test
    void saysNothingToStrangers() {
        var answer = post(PATH, request(partner()).put("signature", "wrong"));

        assertThat(answer.jsonPath().getString("code")).isEqualTo("2205");
        assertThat(answer.header("RateLimit-Limit")).isNull();
    }
}
