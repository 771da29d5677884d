package dev.kycplatform.sandbox.fault;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kycplatform.sandbox.authority.IdAuthority;
import java.time.Duration;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class FaultBoardTest {
    private static final IdAuthority NG_NIBSS = IdAuthority.fromString("ng-nibss");
    private static final IdAuthority KE_IPRS = IdAuthority.fromString("ke-iprs");
    private static final Treatment UNTOUCHED =
            new Treatment.Answering(Duration.ZERO, BodyFaults.NONE);

    private final AtomicLong nanoTime = new AtomicLong();
    private final FaultBoard board = new FaultBoard(new SplittableRandom(1), nanoTime::get);

    @Test
    void leavesAnswersAloneAtFirst() {
        assertThat(board.treat(NG_NIBSS)).isEqualTo(UNTOUCHED);
    }

    @Test
    void takesOneAuthorityOutOfServiceAndNoOther() {
        board.set(NG_NIBSS, outage());

        assertThat(board.treat(NG_NIBSS)).isEqualTo(new Treatment.OutOfService());
        assertThat(board.treat(KE_IPRS)).isEqualTo(UNTOUCHED);
    }

    @Test
    void turnsEverythingOffAgain() {
        board.set(NG_NIBSS, outage());

        board.reset(NG_NIBSS);

        assertThat(board.treat(NG_NIBSS)).isEqualTo(UNTOUCHED);
        assertThat(board.of(NG_NIBSS)).isEqualTo(Faults.NONE);
    }

    @Test
    void letsTheShareErrThatWasAskedFor() {
        var latency = new Latency.Fixed(Duration.ofMillis(3));
        board.set(NG_NIBSS, new Faults(latency, 0.3, false, null, BodyFaults.NONE));

        var erring =
                IntStream.range(0, 10_000)
                        .mapToObj(_ -> board.treat(NG_NIBSS))
                        .filter(new Treatment.Erring(Duration.ofMillis(3))::equals)
                        .count();

        assertThat(erring).isBetween(2_800L, 3_200L);
    }

    @Test
    void refusesWhatIsOverTheRateUntilTimeHasPassed() {
        board.set(NG_NIBSS, limitedTo(1, Duration.ofSeconds(2)));

        assertThat(board.treat(NG_NIBSS)).isEqualTo(UNTOUCHED);
        assertThat(board.treat(NG_NIBSS)).isEqualTo(new Treatment.TooMany(Duration.ofSeconds(2)));
        nanoTime.addAndGet(Duration.ofSeconds(1).toNanos());
        assertThat(board.treat(NG_NIBSS)).isEqualTo(UNTOUCHED);
    }

    private static Faults outage() {
        return new Faults(new Latency.None(), 0, true, null, BodyFaults.NONE);
    }

    private static Faults limitedTo(int perSecond, Duration retryAfter) {
        var limit = new RateLimit(perSecond, retryAfter);
        return new Faults(new Latency.None(), 0, false, limit, BodyFaults.NONE);
    }
}
