package dev.kycplatform.flow;

import io.smallrye.config.SmallRyeConfigBuilder;

/** The configuration as it is where nothing is set. */
public final class FakeConfig {
    private FakeConfig() {}

    public static FlowConfig defaults() {
        return new SmallRyeConfigBuilder()
                .withMapping(FlowConfig.class)
                .build()
                .getConfigMapping(FlowConfig.class);
    }
}
