package dev.kycplatform.dispatcher.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kycplatform.dispatcher.Settings;
import dev.kycplatform.dispatcher.endpoint.Endpoint;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SlotsTest {
    private static final Endpoint ONE = new Endpoint("https://one.example:443");
    private static final Endpoint OTHER = new Endpoint("https://other.example:443");

    private final Slots slots =
            new Slots(
                    Settings.with(
                            Map.of(
                                    "dispatcher.most-in-flight", "4",
                                    "dispatcher.most-per-endpoint", "2",
                                    "dispatcher.most-bytes-in-flight", "10000000")));

    @Test
    void givesOneEndpointNoMoreThanItsShare() {
        assertThat(slots.tryTakeForNew(ONE, 10)).isPresent();
        assertThat(slots.tryTakeForNew(ONE, 10)).isPresent();

        assertThat(slots.tryTakeForDue(ONE, 10)).isEmpty();
        assertThat(slots.awaitRoom(Duration.ZERO).full()).containsExactly(ONE);
        assertThat(slots.tryTakeForNew(OTHER, 10)).isPresent();
    }

    @Test
    void keepsAQuarterForWhatIsDue() {
        slots.tryTakeForNew(ONE, 10);
        slots.tryTakeForNew(ONE, 10);
        slots.tryTakeForNew(OTHER, 10);

        assertThat(slots.tryTakeForNew(OTHER, 10)).isEmpty();
        assertThat(slots.tryTakeForDue(OTHER, 10)).isPresent();
    }

    @Test
    void boundsTheBytesInMemory() {
        assertThat(slots.tryTakeForDue(ONE, 4_000_000)).isPresent();

        assertThat(slots.tryTakeForDue(OTHER, 1_500_000)).isEmpty();
        assertThat(slots.tryTakeForDue(OTHER, 1_000_000)).isPresent();
        assertThat(slots.awaitRoom(Duration.ZERO).isNone()).isTrue();
    }

    @Test
    void letsABodyLargerThanTheBudgetGoAlone() {
        assertThat(slots.tryTakeForDue(ONE, 50_000_000)).isPresent();

        assertThat(slots.tryTakeForDue(OTHER, 1)).isEmpty();
    }

    @Test
    void takesBackEachSlotOnce() {
        var slot = slots.tryTakeForDue(ONE, 10).orElseThrow();
        slots.tryTakeForDue(ONE, 10);

        slot.close();
        slot.close();

        assertThat(slots.inFlight()).isEqualTo(1);
        assertThat(slots.awaitRoom(Duration.ZERO).full()).isEmpty();
    }

    @Test
    void saysHowMuchMayBeTakenUp() {
        slots.tryTakeForDue(ONE, 1_000_000);

        assertThat(slots.awaitRoom(Duration.ZERO))
                .isEqualTo(new Room(3, 4_000_000, 2, Map.of(ONE, 1)));
    }

    @Test
    void givesNothingOutOnceItDrains() {
        slots.drain(Duration.ZERO);

        assertThat(slots.tryTakeForDue(ONE, 10)).isEmpty();
        assertThat(slots.awaitRoom(Duration.ZERO).isNone()).isTrue();
    }
}
