package dev.kycplatform.flow.conformance;

import static dev.kycplatform.flow.FlowUnderTest.addressOf;
import static dev.kycplatform.flow.FlowUnderTest.newHandle;
import static dev.kycplatform.flow.FlowUnderTest.newKey;
import static dev.kycplatform.flow.FlowUnderTest.post;
import static org.assertj.core.api.Assertions.assertThat;

import dev.kycplatform.flow.AdjustableClock;
import dev.kycplatform.flow.FlowUnderTest;
import dev.kycplatform.flow.FlowUnderTest.TestApp;
import dev.kycplatform.flow.verification.StubWorker;
import dev.kycplatform.localstack.testing.TestServers;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every rule of production-verifications.tsv, and what else is otherwise in production. */
@QuarkusTest
@TestProfile(ProductionRulesIT.Production.class)
class ProductionRulesIT {
    private static final Stories STORIES = new Stories();

    @Inject AdjustableClock clock;
    @Inject StubWorker worker;

    public static final class Production implements QuarkusTestProfile {
        @Override
        public boolean disableGlobalTestResources() {
            return true;
        }

        @Override
        public List<TestResourceEntry> testResources() {
            return List.of(
                    new TestResourceEntry(
                            TestServers.class,
                            Map.of("role", "flow", "environment", "production")));
        }
    }

    static Stream<Arguments> rules() {
        return Table.rows("production-verifications.tsv", 8).stream()
                .map(row -> Arguments.of(row[0], row));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("rules")
    void holds(String rule, String[] row) {
        STORIES.check(row, clock, worker);
    }

    @Test
    void anIdentityIsRegisteredOnceWithAnApp() {
        var app = FlowUnderTest.app();
        assertThat(register(app, "600000001").statusCode()).isEqualTo(200);

        var again = register(app, "600-00-0001");

        assertThat(again.statusCode()).isEqualTo(400);
        assertThat(again.jsonPath().getString("message"))
                .isEqualTo("Bad request; the identity is already registered.");
        assertThat(again.jsonPath().getList("validation_details.identity.identity_value"))
                .containsExactly("This identity is already registered.");
        assertThat(register(FlowUnderTest.app(), "600000001").statusCode()).isEqualTo(200);
    }

    private static Response register(TestApp app, String number) {
        var body = FlowUnderTest.registration(app, newHandle(), addressOf(newKey()));
        body.withObject("/identity").put("identity_value", number);
        return post(app, "/0.2/register", body);
    }
}
