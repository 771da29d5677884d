package dev.kycplatform.flow.verification;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * How often an entity may be verified (contract, section 4.1). Pure; the caller holds the lock that keeps the
 * entity's verifications as they are.
 */
public final class Limits {
    private final Rules rules;
    private final Aging aging;

    public Limits(Rules rules) {
        this.rules = rules;
        this.aging = new Aging(rules);
    }

    /**
     * @param stored the entity's verifications, by whatever flow: all that are open, and those that ended as
     *     long ago as {@link Rules#memory}
     * @return why there can be no other now; empty if there can
     */
    public Optional<Refusal> refuse(EntityRef entity, List<Verification> stored, Instant now) {
        var all = stored.stream().map(one -> aging.effective(one, now)).toList();
        if (all.stream().anyMatch(one -> hasPassedRecently(one, now))) {
            return Optional.of(new Refusal.RecentlyPassed(rules.passedWindow()));
        }
        if (all.stream().anyMatch(one -> isPendingStill(one, now))) {
            return Optional.of(new Refusal.DuplicatePending(rules.pendingWindow()));
        }
        var failed = all.stream().filter(one -> isAttempt(one, now)).count();
        return failed >= rules.mostAttempts()
                ? Optional.of(new Refusal.AttemptsExceeded(entity.userHandle()))
                : Optional.empty();
    }

    /** From the pass. */
    private boolean hasPassedRecently(Verification one, Instant now) {
        return one.passedAt().filter(at -> isWithin(at, rules.passedWindow(), now)).isPresent();
    }

    /** From the request, however often it was resumed. */
    private boolean isPendingStill(Verification one, Instant now) {
        return one.isPending() && isWithin(one.requestedAt(), rules.pendingWindow(), now);
    }

    /** By when it failed, which for an expired one is when it expired. */
    private boolean isAttempt(Verification one, Instant now) {
        return one.state() instanceof VerificationState.Failed(var at, var cause)
                && (cause != FailureCause.UNANSWERED || rules.unansweredCounts())
                && isWithin(at, rules.attemptsWindow(), now);
    }

    /** At the window's end it is over. */
    private static boolean isWithin(Instant began, Duration window, Instant now) {
        return now.isBefore(began.plus(window));
    }
}
