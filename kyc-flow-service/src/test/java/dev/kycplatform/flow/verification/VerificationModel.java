package dev.kycplatform.flow.verification;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * The rules of the contract once more, written down plainly and from its text alone: what one entity's
 * verifications are at any time, and what a request to start another is answered. Nothing is shared with the
 * code it is held against.
 */
final class VerificationModel {
    private static final Duration MINUTES_15 = Duration.ofMinutes(15);
    private static final Duration MINUTES_2 = Duration.ofMinutes(2);
    private static final Duration DAYS_30 = Duration.ofDays(30);

    /** A run, with every status it has had and since when. */
    static final class Run {
        final Instant requested;
        final boolean isClassic;
        String status = "pending";
        Instant since;
        Instant updated;
        int tries = 1;

        Run(Instant requested, boolean isClassic) {
            this.requested = requested;
            this.isClassic = isClassic;
            this.since = requested;
            this.updated = requested;
        }

        private void become(String next, Instant at) {
            status = next;
            since = at;
            updated = at;
        }

        boolean isEnded() {
            return status.equals("passed") || status.equals("failed");
        }
    }

    final List<Run> runs = new ArrayList<>();

    /** Lets time pass up to now: whatever was due has happened at its own time. */
    void advanceTo(Instant now) {
        for (var run : runs) {
            if (run.isEnded()) {
                continue;
            }
            var expires = run.updated.plus(DAYS_30);
            var accepted = run.since.plus(MINUTES_2);
            if (run.status.equals("documents_received")
                    && accepted.compareTo(now) <= 0
                    && accepted.compareTo(expires) <= 0) {
                run.become("passed", accepted);
            } else if (expires.compareTo(now) <= 0) {
                run.become("failed", expires);
            }
        }
    }

    /** What a request to start is answered. */
    String start(Instant now, boolean isClassic) {
        for (var run : runs) {
            if (run.status.equals("passed") && now.isBefore(run.since.plus(DAYS_30))) {
                return "recently passed";
            }
        }
        for (var run : runs) {
            if (run.status.equals("pending") && now.isBefore(run.requested.plus(MINUTES_15))) {
                return "duplicate pending";
            }
        }
        int failures = 0;
        for (var run : runs) {
            if (run.status.equals("failed") && now.isBefore(run.since.plus(DAYS_30))) {
                failures++;
            }
        }
        if (failures >= 2) {
            return "attempts exceeded";
        }
        runs.add(new Run(now, isClassic));
        return "started";
    }

    /** The authority's answer, as it would be ruled on a first run. */
    void answer(Run run, String ruled, Instant now) {
        if (!run.status.equals("pending") || ruled.equals("unavailable")) {
            return;
        }
        if (ruled.equals("documents_required") && run.tries == 5) {
            run.become("failed", now);
        } else {
            run.become(ruled, now);
        }
    }

    /** Whether it could be resumed. */
    boolean resume(Run run, Instant now) {
        if (!run.status.equals("documents_required")) {
            return false;
        }
        run.become("pending", now);
        run.tries++;
        return true;
    }

    /** Whether there was anything to decide. */
    boolean decide(Run run, String decision, Instant now) {
        if (run.isEnded() || run.status.equals("pending")) {
            return false;
        }
        run.become(decision, now);
        return true;
    }

    /** Registered data changed. */
    void touch(Instant now) {
        for (var run : runs) {
            if (!run.isEnded()) {
                run.updated = now;
            }
        }
    }

    void upload(Instant now) {
        for (var run : runs) {
            if (run.isClassic
                    && (run.status.equals("documents_required") || run.status.equals("review"))) {
                run.become("documents_received", now);
            }
        }
    }
}
