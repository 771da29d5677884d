package dev.kycplatform.dispatcher.delivery;

import jakarta.inject.Singleton;
import java.time.Duration;

/** Counts endpoints that are cut off or disabled, for operators' alarms. */
@Singleton
public class WatchEndpoints {
    private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(10);

    private final Repeatedly repeatedly;

    WatchEndpoints(Lanes lanes, DeliveryMetrics metrics) {
        this.repeatedly =
                new Repeatedly(
                        "endpoints in trouble",
                        BETWEEN_LOOKS,
                        () -> metrics.troubles(lanes.troubles()));
    }

    public void start() {
        repeatedly.start();
    }

    public void stop() {
        repeatedly.stop();
    }
}
