package dev.kycplatform.dispatcher.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kycplatform.dispatcher.endpoint.Failure;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class LaneStateTest {
    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
    private static final Duration PROBE = Duration.ofMinutes(1);
    private static final LaneRules RULES = new LaneRules(3, PROBE, Duration.ofDays(5), 100);
    private static final Outcome TIMEOUT = Outcome.failed(Failure.TIMEOUT);
    private static final Outcome RECEIVED = new Outcome.Delivered(200);

    @Test
    void isCutOffAfterOutagesInARow() {
        var two = LaneState.NEW.after(TIMEOUT, NOW, RULES).after(TIMEOUT, NOW, RULES);

        assertThat(two.isOpen()).isFalse();
        assertThat(two.after(TIMEOUT, NOW, RULES).probeAt()).contains(NOW.plus(PROBE));
    }

    @Test
    void isNotCutOffByOutagesThatSuccessesLieBetween() {
        var state = LaneState.NEW;
        for (int i = 0; i < 10; i++) {
            state = state.after(TIMEOUT, NOW, RULES).after(TIMEOUT, NOW, RULES);
            state = state.after(RECEIVED, NOW, RULES);
        }

        assertThat(state.isOpen()).isFalse();
        assertThat(state.failingSince()).isEmpty();
    }

    @Test
    void isCutOffByAnEndpointThatIsOverwhelmed() {
        assertThat(three(answered(503)).isOpen()).isTrue();
        assertThat(three(answered(500)).isOpen()).isTrue();
        assertThat(three(answered(429)).isOpen()).isTrue();
    }

    @Test
    void isNotCutOffByAnEndpointThatRefusesACallback() {
        assertThat(three(answered(404)).isOpen()).isFalse();
        assertThat(three(answered(302)).isOpen()).isFalse();
    }

    @Test
    void learnsNothingFromAttemptsThatNobodyWasAskedIn() {
        assertThat(three(Outcome.failed(Failure.PARTNER_DISABLED))).isEqualTo(LaneState.NEW);
        assertThat(three(Outcome.failed(Failure.SEAL_BROKEN))).isEqualTo(LaneState.NEW);
    }

    @Test
    void wakesAtOnceWhenAProbeIsAnswered() {
        var open = three(TIMEOUT).due(NOW);
        assertThat(open.wakeAt()).contains(NOW.plus(PROBE));

        var closed = open.after(answered(404), NOW.plusSeconds(30), RULES);

        assertThat(closed.isOpen()).isFalse();
        assertThat(closed.wakeAt()).contains(NOW.plusSeconds(30));
    }

    @Test
    void wakesForTheFirstThatIsDue() {
        var state = LaneState.NEW.due(NOW.plusSeconds(9)).due(NOW.plusSeconds(5));

        assertThat(state.due(NOW.plusSeconds(7)).wakeAt()).contains(NOW.plusSeconds(5));
    }

    @Test
    void restsUntilTheNextIsDue() {
        var later = NOW.plusSeconds(5);

        assertThat(looked(LaneState.NEW, Optional.of(later)).wakeAt()).contains(later);
        assertThat(looked(LaneState.NEW.due(NOW), Optional.empty()).wakeAt()).isEmpty();
    }

    @Test
    void goesToTheEndOfTheLineWhenMoreIsDue() {
        assertThat(looked(LaneState.NEW, Optional.of(NOW.minusSeconds(99))).wakeAt()).contains(NOW);
    }

    @Test
    void waitsForItsNextProbeOnceItWasProbed() {
        var later = NOW.plus(PROBE);

        var probed = three(TIMEOUT).looked(true, Optional.of(NOW), later, RULES);

        assertThat(probed.probeAt()).contains(later.plus(PROBE));
        assertThat(probed.wakeAt()).contains(later.plus(PROBE));
    }

    @Test
    void isDisabledByFailuresOfDaysAndNothingElse() {
        var failing = LaneState.NEW.after(answered(404), NOW, RULES);
        var almost = NOW.plus(Duration.ofDays(5)).minusSeconds(1);

        assertThat(failing.after(TIMEOUT, almost, RULES).isDisabled()).isFalse();
        var disabled = failing.after(answered(404), almost.plusSeconds(1), RULES);
        assertThat(disabled.isDisabled()).isTrue();
        assertThat(disabled.wakeAt()).contains(almost.plusSeconds(1));
        assertThat(LaneChange.between(failing, disabled)).contains(LaneChange.DISABLED);
        assertThat(
                        failing.after(RECEIVED, almost, RULES)
                                .after(TIMEOUT, almost.plusSeconds(1), RULES)
                                .isDisabled())
                .isFalse();
    }

    @Test
    void letsGoWhatIsHeldOnceItIsEnabled() {
        var enabled = three(TIMEOUT).enabled(NOW);

        assertThat(enabled.isOpen()).isFalse();
        assertThat(enabled.isDisabled()).isFalse();
        assertThat(enabled.isToRelease(NOW)).isTrue();
        var some = looked(enabled.released(false, NOW), Optional.empty());
        assertThat(some.wakeAt()).contains(NOW.plusSeconds(1));
        assertThat(looked(some.released(true, NOW), Optional.empty()).wakeAt()).isEmpty();
    }

    @Test
    void isDisabledAndEnabledByHand() {
        var disabled = LaneState.NEW.disabledByHand(NOW);

        assertThat(disabled.disabledAt()).contains(NOW);
        assertThat(disabled.disabledByHand(NOW.plusSeconds(1))).isEqualTo(disabled);
        assertThat(LaneChange.between(LaneState.NEW, disabled)).contains(LaneChange.DISABLED);
        assertThat(LaneChange.between(disabled, disabled.enabled(NOW)))
                .contains(LaneChange.ENABLED);
    }

    @Test
    void isProbedAtOnceWhenSomebodyIsInAHurry() {
        var open = three(TIMEOUT).looked(false, Optional.of(NOW), NOW, RULES);

        var hurried = open.hurried(NOW);

        assertThat(hurried.isToProbe(NOW)).isTrue();
        assertThat(hurried.wakeAt()).contains(NOW);
        assertThat(LaneState.NEW.hurried(NOW).isOpen()).isFalse();
    }

    @Test
    void restsUntilItsPaceAllowsTheNext() {
        var paced = LaneState.NEW.paced(Pace.of(2), NOW).began(2, NOW);

        assertThat(paced.looked(false, Optional.of(NOW), NOW, RULES).wakeAt())
                .contains(NOW.plusMillis(500));
        assertThat(paced.looked(false, Optional.empty(), NOW, RULES).wakeAt()).isEmpty();
    }

    @Test
    void keepsItsPaceWhateverBecomesOfIt() {
        var paced = LaneState.NEW.paced(Pace.of(2), NOW);

        assertThat(paced.enabled(NOW).pace()).isEqualTo(Pace.of(2));
        assertThat(paced.after(TIMEOUT, NOW, RULES).after(RECEIVED, NOW, RULES).pace())
                .isEqualTo(Pace.of(2));
    }

    @Test
    void saysWhatOperatorsWantToKnow() {
        var open = three(TIMEOUT);

        assertThat(LaneChange.between(LaneState.NEW, open)).contains(LaneChange.CUT_OFF);
        assertThat(LaneChange.between(open, open.after(RECEIVED, NOW, RULES)))
                .contains(LaneChange.RESTORED);
        assertThat(LaneChange.between(open, open.after(TIMEOUT, NOW, RULES))).isEmpty();
    }

    private static LaneState three(Outcome outcome) {
        return LaneState.NEW
                .after(outcome, NOW, RULES)
                .after(outcome, NOW, RULES)
                .after(outcome, NOW, RULES);
    }

    private static LaneState looked(LaneState state, Optional<Instant> nextDue) {
        return state.looked(false, nextDue, NOW, RULES);
    }

    private static Outcome answered(int status) {
        return new Outcome.Deferred(Failure.REFUSED, OptionalInt.of(status), Optional.empty());
    }
}
