package dev.kycplatform.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.quarkus.runtime.configuration.DurationConverter;
import io.smallrye.config.ConfigValidationException;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

public class WorkerConfigTest {
    private static final Map<String, String> REQUIRED =
            Map.of(
                    "worker.authority.url",
                    "http://127.0.0.1:8090",
                    "worker.authority.api-key",
                    "k");

    @Test
    void hasTheseDefaults() {
        var config = config(Map.of());

        assertThat(config.unknownPartnerGrace()).isEqualTo(Duration.ofMinutes(1));
        assertThat(config.authority().connectTimeout()).isEqualTo(Duration.ofSeconds(5));
        assertThat(config.authority().answerTimeout()).isEqualTo(Duration.ofSeconds(10));
        assertThat(config.authority().largestAnswer()).isEqualTo(2 * 1024 * 1024);
        assertThat(config.authority().concurrency()).isEqualTo(800);
        assertThat(config.authority().reservedForSync()).isEqualTo(10);
        assertThat(config.parking().firstDelay()).isEqualTo(Duration.ofSeconds(1));
        assertThat(config.parking().longestDelay()).isEqualTo(Duration.ofMinutes(15));
        assertThat(config.parking().giveUpAfter()).isEqualTo(Duration.ofDays(7));
        assertThat(config.parking().lease()).isEqualTo(Duration.ofSeconds(30));
        assertThat(config.parking().pollEvery()).isEqualTo(Duration.ofMillis(250));
        assertThat(config.parking().concurrency()).isEqualTo(256);
    }

    @Test
    void hasNoDefaultForWhomToAskAndWithWhichKey() {
        assertThatExceptionOfType(ConfigValidationException.class)
                .isThrownBy(() -> read(Map.of()))
                .withMessageContaining("worker.authority.url")
                .withMessageContaining("worker.authority.api-key");
    }

    /** The defaults, but for these. */
    public static WorkerConfig config(Map<String, String> settings) {
        var all = new HashMap<>(REQUIRED);
        all.putAll(settings);
        return read(all);
    }

    private static WorkerConfig read(Map<String, String> settings) {
        return new SmallRyeConfigBuilder()
                .withMapping(WorkerConfig.class)
                .withConverter(Duration.class, 100, new DurationConverter())
                .withSources(new PropertiesConfigSource(settings, "test", 100))
                .build()
                .getConfigMapping(WorkerConfig.class);
    }
}
