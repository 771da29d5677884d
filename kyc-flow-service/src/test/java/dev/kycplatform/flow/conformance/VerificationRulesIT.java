package dev.kycplatform.flow.conformance;

import dev.kycplatform.flow.AdjustableClock;
import dev.kycplatform.flow.verification.StubWorker;
import dev.kycplatform.localstack.testing.TestServers;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every rule of verifications.tsv. */
@QuarkusTest
@QuarkusTestResource(
        value = TestServers.class,
        initArgs = @ResourceArg(name = "role", value = "flow"))
class VerificationRulesIT {
    private static final Stories STORIES = new Stories();

    @Inject AdjustableClock clock;
    @Inject StubWorker worker;

    static Stream<Arguments> rules() {
        return Table.rows("verifications.tsv", 8).stream().map(row -> Arguments.of(row[0], row));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("rules")
    void holds(String rule, String[] row) {
        STORIES.check(row, clock, worker);
    }
}
