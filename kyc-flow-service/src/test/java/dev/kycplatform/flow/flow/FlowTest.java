package dev.kycplatform.flow.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kycplatform.contracts.error.KycException;
import dev.kycplatform.flow.check.Check;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FlowTest {
    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
    private static final List<FlowLookup> LOOKUPS = List.of(new FlowLookup("identity", List.of()));

    @Test
    void isApprovedOnceByWhoeverDoesIt() {
        var approved = flow(EnumSet.of(Check.NAME)).approve("olga", NOW);

        assertThat(approved.state()).isEqualTo(new FlowState.Approved("olga", NOW));
        assertThatThrownBy(() -> approved.approve("otto", NOW))
                .isInstanceOf(KycException.class)
                .hasMessageContaining("approved already");
    }

    @Test
    void isRetiredWhetherApprovedOrNotAndNeverComesBack() {
        var draft = flow(EnumSet.of(Check.NAME));

        assertThat(draft.retire(NOW).isRetired()).isTrue();
        var retired = draft.approve("olga", NOW).retire(NOW);
        assertThatThrownBy(() -> retired.approve("olga", NOW)).hasMessageContaining("retired");
        assertThatThrownBy(() -> retired.retire(NOW)).hasMessageContaining("retired already");
    }

    @Test
    void listsItsChecksByName() {
        assertThat(flow(EnumSet.allOf(Check.class)).orderedChecks())
                .extracting(Check::wire)
                .containsExactly("address", "birthdate", "email", "identity", "name", "phone");
    }

    @Test
    void checksSomething() {
        assertThatThrownBy(() -> flow(Set.of())).hasMessageContaining("at least one check");
    }

    @Test
    void asksEachLookupByItsOwnName() {
        assertThatThrownBy(
                        () ->
                                flow(
                                        Set.of(Check.NAME),
                                        List.of(
                                                new FlowLookup("identity", List.of("US/SSN")),
                                                new FlowLookup("identity", List.of("NG/BVN")))))
                .hasMessageContaining("same name");
        assertThatThrownBy(() -> new FlowLookup("An identity", List.of()))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "name=partial",
                "name=transposed",
                "name=no_match",
                "name=not_provided",
                "1013",
                "1014",
                "1016"
            })
    void rulesOnWhatItCanFind(String finding) {
        var own = new OwnVerdicts(Map.of(finding, Ruling.REVIEW));

        assertThat(flow(Set.of(Check.NAME), LOOKUPS, own).verdicts()).isEqualTo(own);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "name=exact",
                "phone=partial",
                "name=",
                "name",
                "signal=fraud",
                "1012",
                "1015",
                "",
                "name=partial:passed"
            })
    void rulesOnNothingElse(String finding) {
        var own = new OwnVerdicts(Map.of(finding, Ruling.PASSED));

        assertThatThrownBy(() -> flow(Set.of(Check.NAME), LOOKUPS, own))
                .isInstanceOf(KycException.class)
                .hasMessageContaining("\"" + finding + "\"");
    }

    @Test
    void everyAppBeginsWithTheStandardOnesApproved() {
        assertThat(StandardFlows.of("app", NOW))
                .allMatch(Flow::isApproved)
                .extracting(flow -> flow.kycLevel().orElseThrow())
                .containsExactly("KYC-STANDARD", "KYB-STANDARD");
    }

    private static Flow flow(Set<Check> checks) {
        return flow(checks, LOOKUPS);
    }

    private static Flow flow(Set<Check> checks, List<FlowLookup> lookups) {
        return flow(checks, lookups, OwnVerdicts.none());
    }

    private static Flow flow(Set<Check> checks, List<FlowLookup> lookups, OwnVerdicts verdicts) {
        return new Flow(
                new FlowId(UUID.randomUUID()),
                0,
                "app",
                "A flow",
                Optional.empty(),
                checks,
                lookups,
                verdicts,
                new FlowState.Draft(),
                NOW);
    }
}
