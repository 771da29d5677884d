package dev.kycplatform.intake.limit;

import dev.kycplatform.contracts.job.PartnerId;
import java.util.HashMap;
import java.util.Map;

/** So many places in all, and only a share of them for one partner, so that none is locked out by another. */
public final class FairPlaces {
    private final int most;
    private final int mostEach;
    private final Map<PartnerId, Integer> taken = new HashMap<>();
    private int all;

    public FairPlaces(int most, int mostEach) {
        this.most = most;
        this.mostEach = mostEach;
    }

    /** Never waits. Each place taken is to be given back. */
    public synchronized boolean tryTake(PartnerId partner) {
        if (all >= most || taken.getOrDefault(partner, 0) >= mostEach) {
            return false;
        }
        all++;
        taken.merge(partner, 1, Integer::sum);
        return true;
    }

    public synchronized void giveBack(PartnerId partner) {
        all--;
        taken.computeIfPresent(partner, (_, count) -> count == 1 ? null : count - 1);
    }

    public synchronized boolean isFull() {
        return all >= most;
    }
}
