package dev.kycplatform.deployment;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How a service ends. */
@ConfigMapping(prefix = "stop")
public interface StopConfig {
    /** How long requests that are under way may take once it is told to stop; longer than anybody waits on the line. */
    @WithDefault("35s")
    Duration within();
}
