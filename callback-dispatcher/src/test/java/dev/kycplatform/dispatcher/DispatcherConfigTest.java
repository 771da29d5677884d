package dev.kycplatform.dispatcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DispatcherConfigTest {
    private final DispatcherConfig config = Settings.with(Map.of());

    @Test
    void retriesForMoreThanADay() {
        assertThat(config.retrySchedule())
                .containsExactly(
                        Duration.ofSeconds(5),
                        Duration.ofMinutes(5),
                        Duration.ofMinutes(30),
                        Duration.ofHours(2),
                        Duration.ofHours(5),
                        Duration.ofHours(10),
                        Duration.ofHours(10));
        assertThat(config.jitter()).isEqualTo(0.2);
        assertThat(config.longestRetryAfter()).isEqualTo(Duration.ofHours(1));
    }

    @Test
    void waitsForAnEndpointWithinBounds() {
        assertThat(config.connectTimeout()).isEqualTo(Duration.ofSeconds(5));
        assertThat(config.timeout()).isEqualTo(Duration.ofSeconds(30));
        assertThat(config.lease()).isEqualTo(Duration.ofSeconds(45));
        assertThat(config.stopWithin()).isEqualTo(Duration.ofSeconds(35));
        assertThat(config.pollInterval()).isEqualTo(Duration.ofMillis(500));
    }

    @Test
    void boundsWhatIsInFlight() {
        assertThat(config.mostInFlight()).isEqualTo(1024);
        assertThat(config.mostPerEndpoint()).isEqualTo(32);
        assertThat(config.mostBytesInFlight()).isEqualTo(192 * 1024 * 1024);
    }

    @Test
    void cutsOffAndDisables() {
        assertThat(config.slowAfter()).isEqualTo(Duration.ofSeconds(1));
        assertThat(config.cutOffAfter()).isEqualTo(10);
        assertThat(config.probeInterval()).isEqualTo(Duration.ofMinutes(1));
        assertThat(config.disableAfter()).isEqualTo(Duration.ofDays(5));
        assertThat(config.releasePerSecond()).isEqualTo(100);
    }

    @Test
    void looksForWhatIsMissingTenMinutesBehind() {
        assertThat(config.reconcileInterval()).isEqualTo(Duration.ofMinutes(1));
        assertThat(config.reconcileBehind()).isEqualTo(Duration.ofMinutes(10));
    }

    @Test
    void keepsDeliveriesForAMonthAtLeast() {
        assertThat(config.expiryInterval()).isEqualTo(Duration.ofHours(1));
        assertThat(config.keepAtLeast()).isEqualTo(Duration.ofDays(30));
    }

    @Test
    void trustsWhatTheJdkTrusts() {
        assertThat(config.trustedAuthorities()).isEmpty();
    }
}
