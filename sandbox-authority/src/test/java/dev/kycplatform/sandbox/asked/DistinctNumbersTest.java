package dev.kycplatform.sandbox.asked;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;

class DistinctNumbersTest {
    private final DistinctNumbers numbers = new DistinctNumbers();

    @Test
    void countANumberOnce() {
        numbers.add("22345678901");
        numbers.add("22345678901");
        numbers.add("22345678902");

        assertThat(numbers.count()).isEqualTo(2);
    }

    @Test
    void countAMillion() {
        addAll(0, 1_000_000);
        addAll(0, 1_000_000);

        assertThat(numbers.count()).isEqualTo(1_000_000);
    }

    @Test
    void countExactlyWhatManyThreadsAddAtOnce() {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var thread = 0; thread < 20; thread++) {
                var from = thread * 5_000;
                threads.submit(() -> addAll(from, from + 10_000));
            }
        }

        assertThat(numbers.count()).isEqualTo(105_000);
    }

    private void addAll(int from, int to) {
        for (var number = from; number < to; number++) {
            numbers.add("%011d".formatted(number));
        }
    }
}
