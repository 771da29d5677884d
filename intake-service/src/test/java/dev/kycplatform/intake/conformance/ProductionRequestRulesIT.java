package dev.kycplatform.intake.conformance;

import dev.kycplatform.intake.AdjustableClock;
import dev.kycplatform.localstack.testing.TestServers;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** {@code production-request-errors.tsv}: the rules a sandbox does not have. */
@QuarkusTest
@TestProfile(ProductionRequestRulesIT.Production.class)
@QuarkusTestResource(
        value = TestServers.class,
        initArgs = @ResourceArg(name = "role", value = "intake"))
class ProductionRequestRulesIT {
    private final Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);

    @Inject AdjustableClock clock;

    public static final class Production implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of("kyc.environment", "production");
        }
    }

    @BeforeEach
    void stopTheClock() {
        clock.stopAt(now);
    }

    @AfterEach
    void letItRun() {
        clock.run();
    }

    static List<Rule> errors() {
        return Rule.in("production-request-errors.tsv");
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("errors")
    void refuses(Rule rule) {
        var draft = RequestDraft.of(rule, Partners.named("enabled for production"), now);

        var answer = draft.send();

        RequestErrors.assertRefused(rule, draft, answer);
    }
}
