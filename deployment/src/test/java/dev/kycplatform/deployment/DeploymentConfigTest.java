package dev.kycplatform.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kycplatform.contracts.job.KycEnvironment;
import dev.kycplatform.contracts.result.ResultTexts;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DeploymentConfigTest {
    @Test
    void isHardenedUnlessToldOtherwise() {
        var config =
                new SmallRyeConfigBuilder()
                        .withMapping(DeploymentConfig.class)
                        .withSources(
                                new PropertiesConfigSource(
                                        Map.of(
                                                "kyc.environment", "sandbox",
                                                "kyc.keysets", "/keysets"),
                                        "test",
                                        500))
                        .build()
                        .getConfigMapping(DeploymentConfig.class);

        assertThat(config.hardened()).isTrue();
        assertThat(config.resultTexts()).isEqualTo(ResultTexts.DOCUMENTED);
        assertThat(config.topicPrefix()).isEmpty();
        assertThat(config.environment()).isEqualTo(KycEnvironment.SANDBOX);
        assertThat(config.keysets()).isEqualTo(Path.of("/keysets"));
    }
}
