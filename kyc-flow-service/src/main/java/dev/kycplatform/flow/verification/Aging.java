package dev.kycplatform.flow.verification;

import java.time.Instant;
import java.util.Optional;

/**
 * What time does to a verification: the one function by which readers, limits and the sweeper know what a
 * stored verification is by now. Pure, so that it is true to the second however late the sweeper is.
 */
public final class Aging {
    private final Rules rules;

    public Aging(Rules rules) {
        this.rules = rules;
    }

    /** The verification as it is at that time; itself unless it is overdue. */
    public Verification effective(Verification stored, Instant now) {
        return next(stored)
                .filter(step -> !now.isBefore(step.at()))
                .map(step -> stored.age(step.state(), step.at()))
                .orElse(stored);
    }

    /** When time changes it; empty if never. */
    public Optional<Instant> dueAt(Verification stored) {
        return next(stored).map(Step::at);
    }

    private record Step(VerificationState state, Instant at) {}

    private Optional<Step> next(Verification stored) {
        if (!(stored.state() instanceof VerificationState.Open open)) {
            return Optional.empty();
        }
        var expiry = stored.updatedAt().plus(rules.expiresAfter());
        return Optional.of(
                accepted(open)
                        .filter(step -> !step.at().isAfter(expiry))
                        .orElseGet(
                                () -> new Step(open.expire(expiry, stored.isAnswered()), expiry)));
    }

    private Optional<Step> accepted(VerificationState.Open open) {
        return open instanceof VerificationState.DocumentsReceived received
                ? rules.documentsAcceptedAfter()
                        .map(received.at()::plus)
                        .map(at -> new Step(received.pass(at), at))
                : Optional.empty();
    }
}
