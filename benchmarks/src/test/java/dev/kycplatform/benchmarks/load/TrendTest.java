package dev.kycplatform.benchmarks.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class TrendTest {
    private final Trend trend = new Trend();

    @Test
    void seesABacklogGrowThroughItsUpsAndDowns() {
        for (int second = 0; second < 300; second++) {
            trend.add(Duration.ofSeconds(second), 40 + 3 * second + (second % 2 == 0 ? 25 : -25));
        }

        assertThat(trend.perSecond()).isCloseTo(3, within(0.01));
    }

    @Test
    void seesNoGrowthInUpsAndDownsAlone() {
        for (int second = 0; second < 300; second++) {
            trend.add(Duration.ofSeconds(second), second % 2 == 0 ? 0 : 500);
        }

        assertThat(trend.perSecond()).isCloseTo(0, within(0.02));
        assertThat(trend.mean()).isEqualTo(250);
        assertThat(trend.max()).isEqualTo(500);
    }

    @Test
    void oneLookIsNoTrend() {
        trend.add(Duration.ofSeconds(1), 1_000);

        assertThat(trend.perSecond()).isZero();
    }
}
