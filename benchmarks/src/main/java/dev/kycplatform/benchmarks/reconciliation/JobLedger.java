package dev.kycplatform.benchmarks.reconciliation;

import java.util.ArrayList;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;

/**
 * What was accepted and what arrived of it, by number; four bytes each, so that a run of an hour fits. A number may
 * arrive before its acceptance is known. Any number of threads may write.
 */
public final class JobLedger {
    private static final int PAGE = 1 << 16;
    private static final int ACCEPTED = 1 << 30;
    private static final int ARRIVALS = ACCEPTED - 1;
    private static final int NAMED = 10;

    private final Map<Long, AtomicIntegerArray> pages = new ConcurrentSkipListMap<>();
    private final AtomicLong next = new AtomicLong();
    private final LongAdder accepted = new LongAdder();
    private final LongAdder arrived = new LongAdder();

    /** A number nobody had before. */
    public long next() {
        return next(1);
    }

    /** The first of so many numbers in a row that nobody had before. */
    public long next(int many) {
        return next.getAndAdd(many);
    }

    /** From now on this number is owed. */
    public void accepted(long number) {
        var before = page(number).getAndUpdate(place(number), entry -> entry | ACCEPTED);
        if ((before & ACCEPTED) == 0) {
            accepted.increment();
        }
    }

    /** @return whether this is the first time */
    public boolean arrived(long number) {
        var before = page(number).getAndIncrement(place(number));
        var isFirst = (before & ARRIVALS) == 0;
        if (isFirst) {
            arrived.increment();
        }
        return isFirst;
    }

    /** How many numbers are owed, those that have arrived included. */
    public long acceptedSoFar() {
        return accepted.sum();
    }

    /** How many numbers have arrived, each counted once. */
    public long arrivedSoFar() {
        return arrived.sum();
    }

    public Reconciliation reconcile() {
        long owed = 0;
        long unique = 0;
        long repeats = 0;
        long missing = 0;
        long unconfirmed = 0;
        var named = new ArrayList<Long>();
        for (var page : pages.entrySet()) {
            for (int i = 0; i < PAGE; i++) {
                var entry = page.getValue().get(i);
                var arrivals = entry & ARRIVALS;
                var isOwed = (entry & ACCEPTED) != 0;
                owed += isOwed ? 1 : 0;
                unique += arrivals > 0 ? 1 : 0;
                repeats += Math.max(0, arrivals - 1);
                unconfirmed += !isOwed && arrivals > 0 ? 1 : 0;
                if (isOwed && arrivals == 0) {
                    missing++;
                    if (named.size() < NAMED) {
                        named.add(page.getKey() * PAGE + i);
                    }
                }
            }
        }
        return new Reconciliation(owed, unique, repeats, unconfirmed, missing, named);
    }

    private AtomicIntegerArray page(long number) {
        return pages.computeIfAbsent(number / PAGE, _ -> new AtomicIntegerArray(PAGE));
    }

    private static int place(long number) {
        return (int) (number % PAGE);
    }
}
