package dev.kycplatform.benchmarks.reconciliation;

import java.util.List;

/**
 * Accepted against arrived.
 *
 * @param accepted numbers whose acceptance was answered
 * @param arrived numbers that arrived, each counted once
 * @param repeats arrivals beyond the first of their number
 * @param unconfirmed numbers that arrived although nobody was told that they were accepted
 * @param missing numbers that were accepted and never arrived
 * @param someMissing the first of them, for a look at what became of them
 */
public record Reconciliation(
        long accepted,
        long arrived,
        long repeats,
        long unconfirmed,
        long missing,
        List<Long> someMissing) {
    public Reconciliation {
        someMissing = List.copyOf(someMissing);
    }

    /** Fails a run in which anything was lost, and one in which nothing was accepted: that shows nothing. */
    public Reconciliation requireWhole(String what) {
        if (accepted == 0) {
            throw new LostJobsException(what + ": nothing was accepted");
        }
        if (missing > 0) {
            throw new LostJobsException(
                    "%s: %d of %d accepted are missing, among them %s"
                            .formatted(what, missing, accepted, someMissing));
        }
        return this;
    }

    @Override
    public String toString() {
        return "%,d accepted, %,d arrived, %,d repeats, %,d unconfirmed, %,d missing"
                .formatted(accepted, arrived, repeats, unconfirmed, missing);
    }
}
