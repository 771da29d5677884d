package dev.kycplatform.flow.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kycplatform.contracts.error.KycException;
import dev.kycplatform.flow.check.Check;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class FlowTest {
    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

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

    @Test
    void everyAppBeginsWithTheStandardOnesApproved() {
        assertThat(StandardFlows.of("app", NOW))
                .allMatch(Flow::isApproved)
                .extracting(flow -> flow.kycLevel().orElseThrow())
                .containsExactly("KYC-STANDARD", "KYB-STANDARD");
    }

    private static Flow flow(Set<Check> checks) {
        return flow(checks, List.of(new FlowLookup("identity", List.of())));
    }

    private static Flow flow(Set<Check> checks, List<FlowLookup> lookups) {
        return new Flow(
                new FlowId(UUID.randomUUID()),
                0,
                "app",
                "A flow",
                Optional.empty(),
                checks,
                lookups,
                new FlowState.Draft(),
                NOW);
    }
}
