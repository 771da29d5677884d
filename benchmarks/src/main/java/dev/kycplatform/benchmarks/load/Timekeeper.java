package dev.kycplatform.benchmarks.load;

import java.util.concurrent.locks.LockSupport;

/** Where a generator's time comes from, so that a test can let an hour pass at once. */
public interface Timekeeper {
    /** The machine's own time, which no correction of the clock moves. */
    Timekeeper SYSTEM =
            new Timekeeper() {
                @Override
                public long nanos() {
                    return System.nanoTime();
                }

                @Override
                public void awaitNanos(long moment) {
                    for (var left = moment - nanos(); left > 0; left = moment - nanos()) {
                        LockSupport.parkNanos(left);
                        if (Thread.currentThread().isInterrupted()) {
                            return;
                        }
                    }
                }
            };

    /** Comparable with each other only. */
    long nanos();

    /** Returns at that moment or a little later; at once if it is past, or the thread is interrupted. */
    void awaitNanos(long moment);
}
