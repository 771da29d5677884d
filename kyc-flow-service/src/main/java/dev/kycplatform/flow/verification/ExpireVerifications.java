package dev.kycplatform.flow.verification;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;

/**
 * Writes down what time has done to verifications, so that it is told of; readers know it already. In batches,
 * by any number of instances at once: each takes what no other has locked.
 */
@ApplicationScoped
public class ExpireVerifications {
    /** Short transactions: whoever wants one of them waits for a batch at most. */
    static final int BATCH = 100;

    private final Verifications verifications;
    private final Aging aging;
    private final MoveVerification moving;
    private final Clock clock;

    ExpireVerifications(
            Verifications verifications, Aging aging, MoveVerification moving, Clock clock) {
        this.verifications = verifications;
        this.aging = aging;
        this.moving = moving;
        this.clock = clock;
    }

    /** @return whether there may be more */
    @Transactional
    public boolean expire() {
        var now = clock.instant();
        var overdue = verifications.lockOverdue(now, BATCH);
        for (var stored : overdue) {
            var effective = aging.effective(stored, now);
            if (effective.version() == stored.version()) {
                // It was due by other rules than today's: when it is now due is written with it.
                verifications.update(stored.touch(stored.updatedAt()));
            } else {
                moving.move(Step.of(effective, Step.Cause.TIME));
            }
        }
        return overdue.size() == BATCH;
    }
}
