package dev.kycplatform.intake.overview;

import java.util.concurrent.locks.LockSupport;
import java.util.function.LongConsumer;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * Half of the time for work that nobody waits for: after each piece of it comes a rest as long as it took, so that however
 * much there is, whoever is waited for finds the database at rest every other moment.
 *
 * @param nanoTime as {@link System#nanoTime} tells it
 * @param rest for so many nanoseconds; at an interrupt no longer
 */
record Pace(LongSupplier nanoTime, LongConsumer rest) {
    static final Pace HALF_OF_THE_TIME = new Pace(System::nanoTime, LockSupport::parkNanos);

    <T> T take(Supplier<T> work) {
        var begun = nanoTime.getAsLong();
        try {
            return work.get();
        } finally {
            rest.accept(nanoTime.getAsLong() - begun);
        }
    }
}
