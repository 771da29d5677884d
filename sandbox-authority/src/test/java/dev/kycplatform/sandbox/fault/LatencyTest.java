package dev.kycplatform.sandbox.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class LatencyTest {
    @Test
    void isZeroWhenThereIsNone() {
        assertThat(new Latency.None().draw(3)).isZero();
    }

    @Test
    void isAlwaysTheSameWhenFixed() {
        assertThat(new Latency.Fixed(Duration.ofMillis(7)).draw(-3)).hasMillis(7);
    }

    @Test
    void hasTheMedianAndTheP99ThatItWasGiven() {
        var latency = new Latency.Spread(Duration.ofMillis(500), Duration.ofSeconds(2));
        var random = new SplittableRandom(1);

        var drawn =
                random.doubles(100_000)
                        .map(_ -> random.nextGaussian())
                        .map(deviation -> latency.draw(deviation).toNanos() / 1e6)
                        .sorted()
                        .toArray();

        assertThat(drawn[50_000]).isCloseTo(500, within(10.0));
        assertThat(drawn[99_000]).isCloseTo(2_000, within(60.0));
    }

    @Test
    void doesNotSpreadWhenBothFiguresAreTheSame() {
        var latency = new Latency.Spread(Duration.ofMillis(5), Duration.ofMillis(5));

        assertThat(latency.draw(4)).hasMillis(5);
    }
}
