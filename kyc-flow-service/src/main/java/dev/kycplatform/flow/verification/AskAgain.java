package dev.kycplatform.flow.verification;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;

/** Asks authorities again that were unavailable (1015): never a counted failure, and no update. */
@ApplicationScoped
public class AskAgain {
    private static final int BATCH = 200;

    private final Verifications verifications;
    private final Lookups lookups;
    private final Aging aging;
    private final AskAuthorities askAuthorities;
    private final Clock clock;

    AskAgain(
            Verifications verifications,
            Lookups lookups,
            Aging aging,
            AskAuthorities askAuthorities,
            Clock clock) {
        this.verifications = verifications;
        this.lookups = lookups;
        this.aging = aging;
        this.askAuthorities = askAuthorities;
        this.clock = clock;
    }

    @Transactional
    public List<LookupKey> due() {
        return lookups.toAskAgain(clock.instant(), BATCH);
    }

    /** Does nothing if another instance has done it, or nobody waits for the answer any more. */
    @Transactional
    public void askAgain(LookupKey key) {
        var stored = verifications.lock(key.verification());
        var now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        var due =
                lookups.find(key)
                        .filter(it -> it.askAgainAt().filter(at -> !now.isBefore(at)).isPresent());
        if (stored.isEmpty() || due.isEmpty()) {
            return;
        }
        lookups.askedAgain(key);
        var isWaiting = aging.effective(stored.get(), now).isPending();
        if (isWaiting && stored.get().tries() == due.get().run()) {
            askAuthorities.askAgain(stored.get(), due.get(), now);
        }
    }
}
