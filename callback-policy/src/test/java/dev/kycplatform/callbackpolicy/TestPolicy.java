package dev.kycplatform.callbackpolicy;

import dev.kycplatform.contracts.job.KycEnvironment;
import dev.kycplatform.contracts.result.ResultTexts;
import dev.kycplatform.deployment.DeploymentConfig;
import io.quarkus.runtime.configuration.DurationConverter;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Policies with the default settings, for tests that need no running service and ask no name server. */
final class TestPolicy {
    private TestPolicy() {}

    /** Every name stands for these addresses. */
    static CallbackPolicy with(boolean hardened, String... addresses) {
        return new CallbackPolicy(
                new Deployment(hardened),
                settings(),
                host -> {
                    if (addresses.length == 0) {
                        throw new UnknownHostException(host);
                    }
                    var resolved = new ArrayList<InetAddress>();
                    for (var address : addresses) {
                        resolved.add(InetAddress.getByName(address));
                    }
                    return List.copyOf(resolved);
                });
    }

    static CallbackPolicyConfig settings() {
        return new SmallRyeConfigBuilder()
                .withMapping(CallbackPolicyConfig.class)
                .withConverter(Duration.class, 200, new DurationConverter())
                .build()
                .getConfigMapping(CallbackPolicyConfig.class);
    }

    private record Deployment(boolean hardened) implements DeploymentConfig {
        @Override
        public KycEnvironment environment() {
            return KycEnvironment.SANDBOX;
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
    }
}
