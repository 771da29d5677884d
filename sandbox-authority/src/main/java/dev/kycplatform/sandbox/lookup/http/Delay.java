package dev.kycplatform.sandbox.lookup.http;

import jakarta.ws.rs.ServiceUnavailableException;
import java.time.Duration;

/**
 * Takes time on purpose. Sleeping is right here and nowhere else: taking time is what is asked for, and a
 * virtual thread that sleeps holds no platform thread, only a timer, so ten thousand may do it at once.
 */
final class Delay {
    /** In seconds: as long as a restart takes. */
    private static final Long RETRY_AFTER = 2L;

    private Delay() {}

    /** @throws ServiceUnavailableException if the process is stopping */
    static void of(Duration duration) {
        if (duration.isZero()) {
            return;
        }
        try {
            Thread.sleep(duration);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ServiceUnavailableException(RETRY_AFTER, e);
        }
    }
}
