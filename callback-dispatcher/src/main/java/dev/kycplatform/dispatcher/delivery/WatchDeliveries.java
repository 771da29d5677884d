package dev.kycplatform.dispatcher.delivery;

import jakarta.inject.Singleton;
import java.time.Duration;

/** Counts endpoints that are cut off or disabled and deliveries that are still to be made, for operators' alarms. */
@Singleton
public class WatchDeliveries {
    private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(10);

    /** Counting reads them all. */
    private static final Duration BETWEEN_COUNTS = Duration.ofMinutes(1);

    private final Repeatedly troubles;
    private final Repeatedly backlog;

    WatchDeliveries(Lanes lanes, DeliveryBacklog deliveries, DeliveryMetrics metrics) {
        this.troubles =
                new Repeatedly(
                        "endpoints in trouble",
                        BETWEEN_LOOKS,
                        () -> metrics.troubles(lanes.troubles()));
        this.backlog =
                new Repeatedly(
                        "deliveries to be made",
                        BETWEEN_COUNTS,
                        () -> metrics.waiting(deliveries.count()));
    }

    public void start() {
        troubles.start();
        backlog.start();
    }

    public void stop() {
        troubles.stop();
        backlog.stop();
    }
}
