package dev.kycplatform.flow.verification;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;

/**
 * Closes what a lost record leaves open: a result that is stored and was never told of is applied; a job that
 * has had no result for long is published again, as it was. Only lookups without a result are looked at, each
 * once in a while.
 */
@ApplicationScoped
public class LookAfterLookups {
    private static final int BATCH = 200;

    private final Verifications verifications;
    private final Lookups lookups;
    private final StoredResults results;
    private final Aging aging;
    private final ApplyResult applyResult;
    private final AskAuthorities askAuthorities;
    private final VerificationMetrics metrics;
    private final Clock clock;

    LookAfterLookups(
            Verifications verifications,
            Lookups lookups,
            StoredResults results,
            Aging aging,
            ApplyResult applyResult,
            AskAuthorities askAuthorities,
            VerificationMetrics metrics,
            Clock clock) {
        this.verifications = verifications;
        this.lookups = lookups;
        this.results = results;
        this.aging = aging;
        this.applyResult = applyResult;
        this.askAuthorities = askAuthorities;
        this.metrics = metrics;
        this.clock = clock;
    }

    @Transactional
    public List<Lookup> due() {
        return lookups.toLookAfter(clock.instant(), BATCH);
    }

    /** @throws dev.kycplatform.contracts.error.KycException worth repeating */
    public void lookAfter(Lookup lookup) {
        if (results.exists(lookup.reference())) {
            applyResult.apply(lookup.reference());
            metrics.reconciled("applied", 1);
        }
    }

    /** For one that has no result still. */
    @Transactional
    public void publishAgainOrWait(LookupKey key) {
        var now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        var next = askAuthorities.schedule(now);
        var isWaiting =
                verifications
                        .byId(key.verification())
                        .filter(stored -> aging.effective(stored, now).isPending())
                        .isPresent();
        if (!isWaiting) {
            lookups.leave(key);
        } else if (lookups.publishAgain(key, now, next)) {
            metrics.reconciled("published", 1);
        } else {
            lookups.lookedAfter(key, next.lookAfterAt());
        }
    }
}
