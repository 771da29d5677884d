package dev.kycplatform.flow;

import io.quarkus.runtime.configuration.DurationConverter;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.time.Duration;

/** The configuration as it is where nothing is set. */
public final class DefaultConfig {
    private DefaultConfig() {}

    public static FlowConfig config() {
        return new SmallRyeConfigBuilder()
                .withMapping(FlowConfig.class)
                .addDefaultInterceptors()
                .withConverter(Duration.class, 200, new DurationConverter())
                .build()
                .getConfigMapping(FlowConfig.class);
    }
}
