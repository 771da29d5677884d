package dev.kycplatform.worker.parking;

import dev.kycplatform.contracts.error.KycException;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

/** How many jobs are parked, by all instances together. Counted now and then, for counting reads them all. */
@ApplicationScoped
class ParkedJobGauge {
    private static final Duration BETWEEN_COUNTS = Duration.ofSeconds(15);

    private final ParkedJobs parkedJobs;
    private final AtomicLong parked = new AtomicLong();
    private long countedAtNanos = System.nanoTime() - BETWEEN_COUNTS.toNanos();

    ParkedJobGauge(ParkedJobs parkedJobs, MeterRegistry registry) {
        this.parkedJobs = parkedJobs;
        registry.gauge("kyc.parked.jobs", parked);
    }

    /**
     * Called by one thread, often.
     *
     * @throws KycException with DATABASE_UNAVAILABLE
     */
    void refresh() {
        if (System.nanoTime() - countedAtNanos >= BETWEEN_COUNTS.toNanos()) {
            parked.set(parkedJobs.count());
            countedAtNanos = System.nanoTime();
        }
    }
}
