package dev.kycplatform.intake.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kycplatform.intake.AdjustableClock;
import dev.kycplatform.intake.StubWorker;
import dev.kycplatform.localstack.testing.TestServers;
import dev.kycplatform.vendor.JavaClient;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** {@code request-errors.tsv} and {@code tolerances.tsv}, line by line, against a stopped clock. */
@QuarkusTest
@QuarkusTestResource(
        value = TestServers.class,
        initArgs = @ResourceArg(name = "role", value = "intake"))
class RequestRulesIT {
    private final Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);

    @Inject AdjustableClock clock;

    @Inject StubWorker worker;

    @BeforeEach
    void prepare() {
        worker.answerAll(SampleResult.ofSyncJob());
        clock.stopAt(now);
    }

    @AfterEach
    void letItRun() {
        clock.run();
    }

    static List<Rule> errors() {
        return Rule.in("request-errors.tsv");
    }

    static List<Rule> tolerances() {
        return Rule.in("tolerances.tsv");
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("errors")
    void refuses(Rule rule) {
        var draft = RequestDraft.of(rule, Partners.named("good"), now);

        var answer = draft.send();

        RequestErrors.assertRefused(rule, draft, answer);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("tolerances")
    void tolerates(Rule rule) {
        var draft = RequestDraft.of(rule, Partners.named("good"), now);

        var answer = draft.send();

        assertThat(answer.status()).as(answer.text()).isEqualTo(rule.status());
        RequestErrors.assertIsJson(answer);
        switch (rule.endpoint()) {
            case ASYNC -> assertThat(answer.text()).isEqualTo("{\"success\":true}");
            case RESET ->
                    assertThat(answer.text())
                            .isEqualTo(
                                    "{\"message\":\"Rate limit reset"
                                            + " successful\",\"success\":\"true\"}");
            case AUTHORITY ->
                    assertThat(RequestErrors.json(answer).properties())
                            .extracting(Map.Entry::getKey)
                            .containsExactly(
                                    "last_checked",
                                    "last_check_status",
                                    "last_hour_success_rate",
                                    "last_known_status",
                                    "last_check_success_rate");
            case SEARCH ->
                    assertThat(answer.text()).isEqualTo("{\"success\":true,\"callbacks\":[]}");
            case REPLAY ->
                    assertThat(answer.text()).isEqualTo("{\"success\":true,\"requested\":0}");
            case SYNC -> {
                assertThat(JavaClient.result(answer.text()).resultCode()).isEqualTo("1012");
                RequestErrors.assertSigned(RequestErrors.json(answer), draft.partner());
            }
            case STATUS -> RequestErrors.assertSigned(RequestErrors.json(answer), draft.partner());
        }
    }
}
