package dev.kycplatform.worker.lookup;

import java.util.HashMap;
import java.util.Map;

/**
 * So many places, shared by queues that nobody counts beforehand: a queue may hold at most eight times what
 * it leaves free. One that is alone gets eight ninths of all, two get eight seventeenths each, and there is
 * always something left for one that comes next, however much the others have waiting. Not safe for threads.
 *
 * @param <Q> what tells queues apart
 */
final class FairShares<Q> {
    /** The larger, the less is left idle by one queue alone, and the less one that comes next finds. */
    private static final int TIMES_WHAT_IS_FREE = 8;

    private final Map<Q, Integer> held = new HashMap<>();
    private int free;

    FairShares(int places) {
        this.free = places;
    }

    boolean hasRoom(Q queue) {
        return held(queue) < (long) TIMES_WHAT_IS_FREE * free;
    }

    boolean tryTake(Q queue) {
        if (!hasRoom(queue)) {
            return false;
        }
        free--;
        held.merge(queue, 1, Integer::sum);
        return true;
    }

    int held(Q queue) {
        return held.getOrDefault(queue, 0);
    }

    /** What the queue holds that holds most. */
    int most() {
        return held.values().stream().mapToInt(Integer::intValue).max().orElse(0);
    }

    void giveBack(Q queue) {
        var before = held.get(queue);
        if (before == null) {
            throw new IllegalStateException("nothing is held by " + queue);
        }
        if (before == 1) {
            held.remove(queue);
        } else {
            held.put(queue, before - 1);
        }
        free++;
    }
}
