package dev.kycplatform.worker.lookup;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kycplatform.worker.WorkerConfigTest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AuthoritySlotsTest {
    @ParameterizedTest
    @CsvSource({
        "100, 10, 90, 10",
        // At least one of each kind, if there are two.
        "5, 10, 4, 1",
        "5, 0, 4, 1",
        "5, 100, 1, 4",
        "2, 50, 1, 1",
        "1, 10, 1, 0",
        "0, 10, 0, 0"
    })
    void keepAPartForJobsThatSomebodyWaitsFor(
            int all, int percent, int forOthers, int forAwaitedOnly) {
        var slots = slots(all, percent);

        assertThat(takeAll(slots, false)).hasSize(forOthers);
        assertThat(takeAll(slots, true)).hasSize(forAwaitedOnly);
    }

    @Test
    void giveEverySlotToJobsThatSomebodyWaitsForIfTheyNeedThem() {
        var slots = slots(10, 10);

        assertThat(takeAll(slots, true)).hasSize(10);
        assertThat(slots.tryTake("a", false)).isEmpty();
    }

    @Test
    void areTakenAgainOnceTheyAreGivenBack() {
        var slots = slots(2, 50);

        takeAll(slots, true).forEach(AuthoritySlots.Slot::close);

        assertThat(takeAll(slots, false)).hasSize(1);
        assertThat(takeAll(slots, true)).hasSize(1);
    }

    @Test
    void ofOneAuthorityAreNoneOfAnother() {
        var slots = slots(2, 50);
        takeAll(slots, true);

        assertThat(slots.tryTake("b", false)).isPresent();
    }

    @Test
    void areNoMoreThanMayBeginInASecond() {
        var slots = slots(100, 10, OptionalInt.of(10));

        assertThat(takeAndGiveBack(slots, false)).isEqualTo(9);
        assertThat(takeAndGiveBack(slots, true)).isEqualTo(1);
    }

    @Test
    void areForAllWhereOnlyOneMayBeginInASecond() {
        assertThat(takeAndGiveBack(slots(100, 10, OptionalInt.of(1)), true)).isEqualTo(1);
        assertThat(takeAndGiveBack(slots(100, 10, OptionalInt.of(1)), false)).isEqualTo(1);
    }

    private static AuthoritySlots slots(int all, int percent) {
        return slots(all, percent, OptionalInt.empty());
    }

    private static AuthoritySlots slots(int all, int percent, OptionalInt perSecond) {
        return new AuthoritySlots(
                _ -> new AuthorityLimits.Limits(all, perSecond),
                WorkerConfigTest.config(
                        Map.of("worker.authority.reserved-for-sync", Integer.toString(percent))));
    }

    /** How often in far less than a second, with every place free each time. */
    private static int takeAndGiveBack(AuthoritySlots slots, boolean isAwaited) {
        var taken = 0;
        for (var slot = slots.tryTake("a", isAwaited);
                slot.isPresent() && taken < 100;
                slot = slots.tryTake("a", isAwaited)) {
            slot.get().close();
            taken++;
        }
        return taken;
    }

    private static List<AuthoritySlots.Slot> takeAll(AuthoritySlots slots, boolean isAwaited) {
        var taken = new ArrayList<AuthoritySlots.Slot>();
        for (var slot = slots.tryTake("a", isAwaited);
                slot.isPresent();
                slot = slots.tryTake("a", isAwaited)) {
            taken.add(slot.get());
        }
        return taken;
    }
}
