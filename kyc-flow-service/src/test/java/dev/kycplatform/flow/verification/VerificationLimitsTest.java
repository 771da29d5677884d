package dev.kycplatform.flow.verification;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kycplatform.contracts.job.KycEnvironment;
import dev.kycplatform.contracts.result.ResultCode;
import dev.kycplatform.flow.check.Check;
import dev.kycplatform.flow.check.Particulars;
import dev.kycplatform.flow.flow.Flow;
import dev.kycplatform.flow.flow.FlowId;
import dev.kycplatform.flow.flow.FlowState;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Contract, sections 4.1 and 5; decisions, "Refusals of /kyc" and "Attempts". */
class VerificationLimitsTest {
    private static final Duration DAYS_30 = Duration.ofDays(30);
    private static final Duration INSTANT_BEFORE = Duration.ofNanos(-1_000);

    private final Bench bench = new Bench();

    @Test
    void anotherStartsOnceThePendingOneIsFifteenMinutesOld() {
        bench.started();

        bench.clock.advance(Duration.ofMinutes(15).plus(INSTANT_BEFORE));
        assertThat(bench.refused()).containsInstanceOf(Refusal.DuplicatePending.class);
        bench.clock.advance(INSTANT_BEFORE.negated());

        assertThat(bench.refused()).isEmpty();
        assertThat(bench.stored.values()).allMatch(Verification::isPending).hasSize(2);
    }

    @Test
    void noneStartsForThirtyDaysAfterAPass() {
        var first = bench.started();
        bench.clock.advance(Duration.ofHours(1));
        bench.answer(first.id(), bench.found(Map.of()));

        bench.clock.advance(DAYS_30.plus(INSTANT_BEFORE));
        assertThat(bench.refused()).containsInstanceOf(Refusal.RecentlyPassed.class);
        bench.clock.advance(INSTANT_BEFORE.negated());

        assertThat(bench.refused()).isEmpty();
    }

    @Test
    void afterTwoFailuresNoneStartsUntilTheFirstIsThirtyDaysOld() {
        fail();
        bench.clock.advance(Duration.ofDays(3));
        fail();

        bench.clock.advance(Duration.ofDays(27).plus(INSTANT_BEFORE));
        assertThat(bench.refused()).contains(new Refusal.AttemptsExceeded("alice"));
        bench.clock.advance(INSTANT_BEFORE.negated());

        assertThat(bench.refused()).isEmpty();
    }

    @Test
    void failuresCountFromWhenTheyFailedNotFromWhenTheyWereRequested() {
        var slow = bench.started();
        bench.clock.advance(Duration.ofDays(20));
        bench.answer(slow.id(), Bench.only(ResultCode.INVALID));
        fail();

        bench.clock.advance(Duration.ofDays(29));

        assertThat(bench.refused()).containsInstanceOf(Refusal.AttemptsExceeded.class);
    }

    @Test
    void anExpiredOneCountsFromWhenItExpiredAlthoughNobodyHasSweptIt() {
        bench.started();
        bench.clock.advance(Duration.ofMinutes(20));
        bench.started();

        bench.clock.advance(DAYS_30);
        assertThat(bench.refused()).containsInstanceOf(Refusal.AttemptsExceeded.class);
        bench.clock.advance(DAYS_30.minus(Duration.ofMinutes(20)));

        assertThat(bench.refused()).isEmpty();
    }

    @Test
    void whetherOneThatNoAuthorityAnsweredCountsIsConfigured() {
        var lenient =
                new Bench(Bench.defaults(Optional.empty(), false, false), KycEnvironment.SANDBOX);
        lenient.started();
        lenient.clock.advance(Duration.ofMinutes(20));
        lenient.started();

        lenient.clock.advance(DAYS_30);

        assertThat(lenient.refused()).isEmpty();
    }

    @Test
    void whatIsToldFirstIsWhatStandsFirstInTheOrderOfRefusals() {
        // Everything is wrong at once; then one after the other is put right.
        assertThat(bench.start.start("app", "nobody", bench.flow.id()))
                .isEqualTo(new StartOutcome.Refused(new Refusal.UnknownEntity()));
        assertThat(bench.start.start("app", "alice", new FlowId(UUID.randomUUID())))
                .isEqualTo(new StartOutcome.Refused(new Refusal.UnknownFlow()));

        var slow = bench.started();
        bench.clock.advance(Duration.ofMinutes(15));
        fail();
        var passed = bench.started();
        bench.answer(slow.id(), Bench.only(ResultCode.INVALID));
        bench.alice =
                new RegisteredEntity(
                        bench.alice.ref(), false, new Particulars(Map.of()), List.of());
        assertThat(bench.refused()).containsInstanceOf(Refusal.DuplicatePending.class);
        bench.answer(passed.id(), Bench.only(ResultCode.NOT_ACTIVATED));
        assertThat(bench.refused()).containsInstanceOf(Refusal.AttemptsExceeded.class);
        bench.decide(passed.id(), Decision.PASS);
        assertThat(bench.refused()).containsInstanceOf(Refusal.RecentlyPassed.class);
        bench.clock.advance(DAYS_30);
        assertThat(bench.refused())
                .contains(
                        new Refusal.MissingData(
                                List.of("address", "birthdate", "identity", "name")));
    }

    @Test
    void aFlowThatIsNotApprovedIsToldBeforeAnyLimit() {
        bench.started();
        var flow = bench.flow;
        bench.flows.put(
                flow.id().value(),
                new Flow(
                        flow.id(),
                        0,
                        flow.appHandle(),
                        flow.name(),
                        flow.kycLevel(),
                        EnumSet.of(Check.NAME),
                        flow.lookups(),
                        flow.verdicts(),
                        new FlowState.Draft(),
                        Bench.START));

        assertThat(bench.refused()).containsInstanceOf(Refusal.FlowNotApproved.class);
    }

    private void fail() {
        var verification = bench.started();
        bench.answer(verification.id(), Bench.only(ResultCode.INVALID));
        assertThat(bench.now(verification.id()).state())
                .isInstanceOf(VerificationState.Failed.class);
    }
}
