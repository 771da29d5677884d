package dev.kycplatform.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UnhardenedDefaultsTest {
    private static final String HOST = "quarkus.http.host";

    @ParameterizedTest
    @ValueSource(strings = {"false", "FALSE", "no", "off", "0"})
    void anUnhardenedServiceListensOnLoopback(String hardened) {
        assertThat(host(Map.of("kyc.hardened", hardened))).contains("127.0.0.1");
    }

    @Test
    void unhardenedMeansTheSameHereAndInTheConfiguration() {
        for (var word : new String[] {"true", "yes", "on", "1", "y", "false", "no", "nonsense"}) {
            var config = config(Map.of("kyc.hardened", word));

            assertThat(config.getOptionalValue(HOST, String.class).isEmpty())
                    .as(word)
                    .isEqualTo(config.getValue("kyc.hardened", Boolean.class));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"true", "yes", "1"})
    void aHardenedServiceListensWhereTheFrameworkSays(String hardened) {
        assertThat(host(Map.of("kyc.hardened", hardened))).isEmpty();
    }

    @Test
    void aServiceIsHardenedUnlessToldOtherwise() {
        assertThat(host(Map.of())).isEmpty();
    }

    @Test
    void aSettingOfHigherRankSaysWhere() {
        assertThat(host(Map.of("kyc.hardened", "false", HOST, "0.0.0.0"))).contains("0.0.0.0");
    }

    @Test
    void logsAreForPeopleInDevelopmentAndForMachinesElsewhere() {
        assertThat(json(Map.of("kyc.hardened", "false", "kyc.environment", "sandbox")))
                .contains("false");
        assertThat(json(Map.of("kyc.hardened", "false", "kyc.environment", "production")))
                .isEmpty();
        assertThat(json(Map.of("kyc.hardened", "true", "kyc.environment", "sandbox"))).isEmpty();
        assertThat(json(Map.of())).isEmpty();
    }

    private static Optional<String> json(Map<String, String> settings) {
        return config(settings).getOptionalValue("quarkus.log.console.json.enabled", String.class);
    }

    private static Optional<String> host(Map<String, String> settings) {
        return config(settings).getOptionalValue(HOST, String.class);
    }

    private static SmallRyeConfig config(Map<String, String> settings) {
        return new SmallRyeConfigBuilder()
                .withSources(new UnhardenedDefaults())
                // application.properties' rank; the environment's is higher still.
                .withSources(new PropertiesConfigSource(settings, "application", 250))
                .build();
    }
}
