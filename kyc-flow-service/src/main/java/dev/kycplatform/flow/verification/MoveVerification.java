package dev.kycplatform.flow.verification;

import jakarta.enterprise.context.ApplicationScoped;

/** Writes a transition, its history and what is told of it. Joins the caller's transaction. */
@ApplicationScoped
class MoveVerification {
    private final Verifications verifications;
    private final History history;
    private final Announcements announcements;
    private final VerificationMetrics metrics;

    MoveVerification(
            Verifications verifications,
            History history,
            Announcements announcements,
            VerificationMetrics metrics) {
        this.verifications = verifications;
        this.history = history;
        this.announcements = announcements;
        this.metrics = metrics;
    }

    void begin(Step step) {
        verifications.add(step.after());
        tell(step);
    }

    void move(Step step) {
        verifications.update(step.after());
        tell(step);
    }

    private void tell(Step step) {
        history.add(step);
        announcements.announce(step);
        metrics.moved(step);
    }
}
