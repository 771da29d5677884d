package dev.kycplatform.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.smallrye.config.ConfigValidationException;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SandboxConfigTest {
    @Test
    void isOfTheSandboxUnlessToldOtherwise() {
        var config = config(Map.of());

        assertThat(config.environment()).isEqualTo(Environment.SANDBOX);
    }

    @Test
    void takesTheEnvironmentInLowerCase() {
        var config = config(Map.of("sandbox.environment", "production"));

        assertThat(config.environment()).isEqualTo(Environment.PRODUCTION);
    }

    @Test
    void hasNoDefaultForSecrets() {
        assertThatExceptionOfType(ConfigValidationException.class)
                .isThrownBy(() -> read(Map.of()))
                .withMessageContaining("sandbox.api-key")
                .withMessageContaining("sandbox.client-secret")
                .withMessageContaining("sandbox.password");
    }

    private static SandboxConfig config(Map<String, String> properties) {
        var all = new HashMap<>(properties);
        for (var secret : new String[] {"api-key", "client-secret", "password"}) {
            all.put("sandbox." + secret, "known to the tests");
        }
        return read(all);
    }

    private static SandboxConfig read(Map<String, String> properties) {
        SmallRyeConfig config =
                new SmallRyeConfigBuilder()
                        .withMapping(SandboxConfig.class)
                        .withSources(new PropertiesConfigSource(properties, "test", 100))
                        .build();
        return config.getConfigMapping(SandboxConfig.class);
    }
}
