package dev.kycplatform.flow;

import io.quarkus.runtime.configuration.DurationConverter;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.time.Duration;
import java.util.Map;

/** The configuration as it is where nothing is set. */
public final class DefaultConfig {
    private DefaultConfig() {}

    public static FlowConfig config() {
        return with(Map.of());
    }

    /** With these properties set. */
    public static FlowConfig with(Map<String, String> properties) {
        return new SmallRyeConfigBuilder()
                .withMapping(FlowConfig.class)
                .withDefaultValues(properties)
                .addDefaultInterceptors()
                .withConverter(Duration.class, 200, new DurationConverter())
                .build()
                .getConfigMapping(FlowConfig.class);
    }
}
