package dev.kycplatform.lag;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** How lag is watched. */
@ConfigMapping(prefix = "consumer-lag")
public interface LagConfig {
    /** How often the broker is asked. */
    @WithDefault("5s")
    Duration every();

    /** What rates are taken over: long enough to be steady, short enough to follow. */
    @WithDefault("1m")
    Duration window();

    /**
     * Consumer groups of downstream systems that this instance watches beside its service's own. Only where they read
     * the platform's topics. Named, not discovered: each is a label on every metric.
     */
    Optional<List<String>> alsoGroups();
}
