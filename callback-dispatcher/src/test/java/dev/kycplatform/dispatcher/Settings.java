package dev.kycplatform.dispatcher;

import dev.kycplatform.contracts.job.KycEnvironment;
import dev.kycplatform.contracts.result.ResultTexts;
import dev.kycplatform.deployment.DeploymentConfig;
import io.quarkus.runtime.configuration.DurationConverter;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/** Settings for tests that need no running service. */
public final class Settings {
    private Settings() {}

    /** The defaults, but for what is given, under full names. */
    public static DispatcherConfig with(Map<String, String> settings) {
        return new SmallRyeConfigBuilder()
                .withMapping(DispatcherConfig.class)
                .addDefaultInterceptors()
                .withConverter(Duration.class, 200, new DurationConverter())
                .withSources(new PropertiesConfigSource(settings, "test", 500))
                .build()
                .getConfigMapping(DispatcherConfig.class);
    }

    public static DeploymentConfig deployment(boolean hardened) {
        return new DeploymentConfig() {
            @Override
            public KycEnvironment environment() {
                return KycEnvironment.SANDBOX;
            }

            @Override
            public boolean hardened() {
                return hardened;
            }

            @Override
            public ResultTexts resultTexts() {
                return ResultTexts.DOCUMENTED;
            }

            @Override
            public Path keysets() {
                return Path.of("none");
            }

            @Override
            public Optional<String> topicPrefix() {
                return Optional.empty();
            }
        };
    }
}
