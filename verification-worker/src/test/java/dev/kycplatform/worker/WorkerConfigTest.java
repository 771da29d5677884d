package dev.kycplatform.worker;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.runtime.configuration.DurationConverter;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

public class WorkerConfigTest {
    @Test
    void hasTheseDefaults() {
        var config = config(Map.of());

        assertThat(config.unknownPartnerGrace()).isEqualTo(Duration.ofMinutes(1));
        assertThat(config.authority().directory()).isEmpty();
        assertThat(config.authority().connectTimeout()).isEqualTo(Duration.ofSeconds(5));
        assertThat(config.authority().answerTimeout()).isEqualTo(Duration.ofSeconds(10));
        assertThat(config.authority().largestAnswer()).isEqualTo(2 * 1024 * 1024);
        assertThat(config.authority().roomForAnswers()).isEmpty();
        assertThat(config.authority().concurrency()).isEqualTo(1500);
        assertThat(config.authority().reservedForSync()).isEqualTo(10);
        assertThat(config.mostLookups()).isEqualTo(4096);
        assertThat(config.mostSyncLookups()).isEqualTo(512);
        assertThat(config.mostRecords()).isEqualTo(6000);
        assertThat(config.mostOwnWork()).isEqualTo(512);
        assertThat(config.slowFrom()).isEqualTo(Duration.ofMillis(100));
        assertThat(config.resultsKeptFor()).isEqualTo(Duration.ofDays(90));
        assertThat(config.archive().republishedPerSecond()).isEqualTo(200);
        assertThat(config.circuit().window()).isEqualTo(20);
        assertThat(config.circuit().failureRatio()).isEqualTo(0.5);
        assertThat(config.circuit().openFor()).isEqualTo(Duration.ofSeconds(5));
        assertThat(config.parking().firstDelay()).isEqualTo(Duration.ofSeconds(1));
        assertThat(config.parking().longestDelay()).isEqualTo(Duration.ofMinutes(15));
        assertThat(config.parking().giveUpAfter()).isEqualTo(Duration.ofDays(7));
        assertThat(config.parking().lease()).isEqualTo(Duration.ofSeconds(30));
        assertThat(config.parking().pollEvery()).isEqualTo(Duration.ofMillis(250));
        assertThat(config.parking().concurrency()).isEqualTo(4096);
        assertThat(config.usage().interval()).isEqualTo(Duration.ofMinutes(1));
        assertThat(config.usage().behind()).isEqualTo(Duration.ofMinutes(10));
    }

    /** The defaults, but for these. */
    public static WorkerConfig config(Map<String, String> settings) {
        return new SmallRyeConfigBuilder()
                .withMapping(WorkerConfig.class)
                .withConverter(Duration.class, 100, new DurationConverter())
                .withSources(new PropertiesConfigSource(settings, "test", 100))
                .build()
                .getConfigMapping(WorkerConfig.class);
    }
}
