package dev.kycplatform.dispatcher.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kycplatform.contracts.job.PartnerId;
import dev.kycplatform.dispatcher.Settings;
import dev.kycplatform.dispatcher.delivery.Slots.Slot;
import dev.kycplatform.dispatcher.endpoint.Endpoint;
import dev.kycplatform.dispatcher.endpoint.Lane;
import dev.kycplatform.localstack.testing.HandClock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class SlotsTest {
    private static final Lane ONE = lane("one");
    private static final Lane OTHER = lane("other");
    private static final Lane THIRD = lane("third");
    private static final Duration SLOW = Duration.ofSeconds(2);

    private final HandClock clock = new HandClock();
    private final Slots slots =
            new Slots(
                    Settings.with(
                            Map.of(
                                    "dispatcher.most-in-flight", "8",
                                    "dispatcher.most-per-endpoint", "4",
                                    "dispatcher.most-bytes-in-flight", "40000000")),
                    clock);

    @Test
    void givesOneLaneNoMoreThanItsShare() {
        fill(ONE, 4);

        assertThat(slots.tryTake(ONE, 10, Turn.FIRST)).isEmpty();
        assertThat(slots.awaitRoom(Duration.ZERO)).isEqualTo(new Room(4, Set.of(ONE)));
        assertThat(slots.tryTake(OTHER, 10, Turn.NEW)).isPresent();
    }

    @Test
    void tellsPartnersWithOneEndpointApart() {
        fill(ONE, 4);

        var samePlace = new Lane(new PartnerId("002"), ONE.endpoint());
        assertThat(slots.tryTake(samePlace, 10, Turn.NEW)).isPresent();
    }

    @Test
    void keepsAQuarterForWhatIsDue() {
        fill(ONE, 4);
        fill(OTHER, 2);

        assertThat(slots.tryTake(OTHER, 10, Turn.NEW)).isEmpty();
        assertThat(slots.tryTake(OTHER, 10, Turn.FIRST)).isPresent();
    }

    @Test
    void givesRetriesNoMoreThanHalf() {
        take(ONE, Turn.RETRY, 2);
        take(OTHER, Turn.RETRY, 2);

        assertThat(slots.tryTake(THIRD, 10, Turn.RETRY)).isEmpty();
        assertThat(slots.tryTake(THIRD, 10, Turn.FIRST)).isPresent();
    }

    @Test
    void givesALanesRetriesNoMoreThanHalfOfIt() {
        take(ONE, Turn.RETRY, 2);

        assertThat(slots.tryTake(ONE, 10, Turn.RETRY)).isEmpty();
        assertThat(slots.tryTake(ONE, 10, Turn.NEW)).isPresent();
    }

    @Test
    void sharesHalfAmongLanesThatAreSlow() {
        fill(ONE, 1);
        fill(OTHER, 1);
        clock.advance(SLOW);

        assertThat(slots.tryTake(ONE, 10, Turn.FIRST)).isPresent();
        assertThat(slots.tryTake(ONE, 10, Turn.FIRST)).isEmpty();
        assertThat(slots.tryTake(OTHER, 10, Turn.FIRST)).isPresent();
        assertThat(slots.tryTake(OTHER, 10, Turn.FIRST)).isEmpty();
        fill(THIRD, 2);
    }

    @Test
    void givesSlowLanesNothingMoreOnceTheyHoldHalf() {
        fill(ONE, 4);
        fill(OTHER, 1);
        clock.advance(SLOW);

        assertThat(slots.tryTake(OTHER, 10, Turn.FIRST)).isEmpty();
        assertThat(slots.awaitRoom(Duration.ZERO).full()).containsExactlyInAnyOrder(ONE, OTHER);
        assertThat(slots.tryTake(THIRD, 10, Turn.FIRST)).isPresent();
    }

    @Test
    void forgetsThatALaneWasSlow() {
        var slow = fill(ONE, 4);
        clock.advance(SLOW);
        assertThat(slots.awaitRoom(Duration.ZERO).full()).containsExactly(ONE);

        slow.forEach(Slot::close);

        fill(ONE, 4);
        fill(OTHER, 2);
        assertThat(slots.inFlight()).isEqualTo(6);
    }

    @Test
    void boundsTheBytesInMemory() {
        for (var lane : List.of(ONE, OTHER, THIRD, lane("fourth"))) {
            assertThat(slots.tryTake(lane, 2_500_000, Turn.FIRST)).isPresent();
        }

        assertThat(slots.bytesInFlight()).isEqualTo(40_000_000);
        assertThat(slots.tryTake(lane("fifth"), 1, Turn.FIRST)).isEmpty();
        assertThat(slots.awaitRoom(Duration.ZERO).isNone()).isTrue();
    }

    @Test
    void givesOneLaneNoMoreThanAQuarterOfTheBytes() {
        assertThat(slots.tryTake(ONE, 2_000_000, Turn.FIRST)).isPresent();

        assertThat(slots.tryTake(ONE, 750_000, Turn.FIRST)).isEmpty();
        assertThat(slots.tryTake(ONE, 500_000, Turn.FIRST)).isPresent();
        assertThat(slots.tryTake(OTHER, 750_000, Turn.FIRST)).isPresent();
    }

    @Test
    void givesSlowLanesNoMoreThanHalfOfTheBytes() {
        var large = 2_450_000;
        assertThat(slots.tryTake(ONE, large, Turn.FIRST)).isPresent();
        assertThat(slots.tryTake(OTHER, large, Turn.FIRST)).isPresent();
        assertThat(slots.tryTake(THIRD, 150_000, Turn.FIRST)).isPresent();
        clock.advance(SLOW);

        assertThat(slots.tryTake(THIRD, 150_000, Turn.FIRST)).isEmpty();
        assertThat(slots.tryTake(lane("quick"), large, Turn.FIRST)).isPresent();
    }

    @Test
    void letsABodyLargerThanTheBudgetGoAlone() {
        assertThat(slots.tryTake(ONE, 500_000_000, Turn.FIRST)).isPresent();

        assertThat(slots.tryTake(OTHER, 1, Turn.FIRST)).isEmpty();
    }

    @Test
    void givesWhoWaitsWhatIsGivenBack() {
        var taken = fill(ONE, 4);
        fill(OTHER, 2);
        var waiting =
                Stream.of(THIRD, lane("fourth"))
                        .map(lane -> CompletableFuture.supplyAsync(() -> patientlyTake(lane)))
                        .toList();

        taken.getFirst().close();
        taken.getLast().close();

        assertThat(waiting)
                .allSatisfy(
                        one -> assertThat(one.orTimeout(30, TimeUnit.SECONDS).join()).isPresent());
        assertThat(slots.inFlight()).isEqualTo(6);
    }

    @Test
    void keepsNobodyWaitingForALaneThatIsFullOrSlow() {
        fill(ONE, 4);
        fill(OTHER, 2);
        clock.advance(SLOW);

        assertThat(patientlyTake(ONE)).isEmpty();
        assertThat(patientlyTake(OTHER)).isEmpty();
    }

    @Test
    void losesPatience() {
        fill(ONE, 4);
        fill(OTHER, 2);

        assertThat(slots.take(THIRD, 10, Turn.NEW, Duration.ofMillis(1))).isEmpty();
    }

    @Test
    void takesBackEachSlotOnce() {
        var slot = take(ONE, Turn.FIRST, 2).getFirst();

        slot.close();
        slot.close();

        assertThat(slots.inFlight()).isEqualTo(1);
        assertThat(slots.bytesInFlight()).isEqualTo(40);
        assertThat(slots.awaitRoom(Duration.ZERO).full()).isEmpty();
    }

    @Test
    void givesNothingOutOnceItDrains() {
        slots.drain(Duration.ZERO);

        assertThat(slots.tryTake(ONE, 10, Turn.FIRST)).isEmpty();
        assertThat(slots.awaitRoom(Duration.ZERO).isNone()).isTrue();
    }

    /** Longer than any test lasts. */
    private Optional<Slot> patientlyTake(Lane lane) {
        return slots.take(lane, 10, Turn.NEW, Duration.ofMinutes(5));
    }

    private List<Slot> fill(Lane lane, int slotsToTake) {
        return take(lane, Turn.NEW, slotsToTake);
    }

    private List<Slot> take(Lane lane, Turn turn, int slotsToTake) {
        var taken = new ArrayList<Slot>();
        for (int i = 0; i < slotsToTake; i++) {
            Optional<Slot> slot = slots.tryTake(lane, 10, turn);
            assertThat(slot).isPresent();
            slot.ifPresent(taken::add);
        }
        return taken;
    }

    private static Lane lane(String host) {
        return new Lane(new PartnerId("001"), new Endpoint("https://" + host + ".example:443"));
    }
}
