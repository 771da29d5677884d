package dev.kycplatform.worker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kycplatform.worker.lookup.Answer;
import dev.kycplatform.worker.lookup.Circuits;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The breaker behind an authority, one that no other test asks. */
@QuarkusTest
class CircuitsIT extends WorkerTest {
    private static final Answer NO = new Answer.Unavailable("status_503", Optional.empty());

    @Inject Circuits circuits;

    private final AtomicInteger asked = new AtomicInteger();
    private final String name = "made-up-" + UUID.randomUUID();

    @BeforeEach
    void fail() {
        for (int i = 0; i < config.circuit().window(); i++) {
            circuits.ask(name, answering(NO));
        }
    }

    @Test
    void openAfterTooManyFailures() {
        assertThat(circuits.of(name)).isNotEqualTo(Circuits.State.CLOSED);
        assertThat(asked).hasValue(config.circuit().window());
    }

    @Test
    void letOneProbeThroughAndStayOpenIfThatFails() {
        await().until(() -> circuits.of(name) == Circuits.State.PROBE_DUE);

        circuits.ask(
                name,
                () -> {
                    assertThat(circuits.of(name)).isEqualTo(Circuits.State.OPEN);
                    assertThat(circuits.ask(name, answering(NO))).isEmpty();
                    return NO;
                });

        assertThat(asked).hasValue(config.circuit().window());
        assertThat(circuits.of(name)).isEqualTo(Circuits.State.OPEN);
    }

    @Test
    void closeWhenAProbeIsAnsweredEvenIfTheNumberIsNobodys() {
        await().until(() -> circuits.of(name) == Circuits.State.PROBE_DUE);

        assertThat(circuits.ask(name, answering(new Answer.NotFound()))).isPresent();

        assertThat(circuits.of(name)).isEqualTo(Circuits.State.CLOSED);
    }

    @Test
    void sayWhenNobodyHasProbedForAWhile() {
        await().until(() -> circuits.of(name) == Circuits.State.PROBE_OVERDUE);
    }

    @Test
    void leaveAnAuthorityAloneForAsLongAsItAsksFor() {
        await().until(() -> circuits.of(name) == Circuits.State.PROBE_DUE);
        var later = new Answer.Unavailable("status_503", Optional.of(Duration.ofHours(1)));
        circuits.ask(name, answering(later));

        await().pollDelay(config.circuit().openFor().multipliedBy(2))
                .until(() -> circuits.of(name) == Circuits.State.OPEN);
    }

    private Supplier<Answer> answering(Answer answer) {
        return () -> {
            asked.incrementAndGet();
            return answer;
        };
    }
}
