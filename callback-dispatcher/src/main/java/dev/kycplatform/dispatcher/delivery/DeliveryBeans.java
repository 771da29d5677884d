package dev.kycplatform.dispatcher.delivery;

import dev.kycplatform.dispatcher.DispatcherConfig;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.concurrent.ThreadLocalRandom;

/** Makes the domain's own types from the settings. */
@ApplicationScoped
class DeliveryBeans {
    @Produces
    @Singleton
    RetrySchedule retrySchedule(DispatcherConfig config) {
        return new RetrySchedule(
                config.retrySchedule(),
                config.jitter(),
                config.longestRetryAfter(),
                () -> ThreadLocalRandom.current().nextDouble());
    }

    @Produces
    @Singleton
    LaneRules laneRules(DispatcherConfig config) {
        return new LaneRules(
                config.cutOffAfter(),
                config.probeInterval(),
                config.disableAfter(),
                config.releasePerSecond());
    }
}
