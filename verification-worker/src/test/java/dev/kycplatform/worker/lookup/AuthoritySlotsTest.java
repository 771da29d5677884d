package dev.kycplatform.worker.lookup;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kycplatform.contracts.job.PartnerId;
import dev.kycplatform.worker.WorkerConfigTest;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AuthoritySlotsTest {
    private static final PartnerId ONE = new PartnerId("001");
    private static final PartnerId OTHER = new PartnerId("002");

    private Instant now = Instant.parse("2026-01-02T03:04:05Z");

    @ParameterizedTest
    @CsvSource({
        "100, 10, 80, 8",
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

        assertThat(takeAll(slots, "a", ONE, Turn.NEW)).hasSize(forOthers);
        assertThat(takeAll(slots, "a", ONE, Turn.AWAITED))
                .hasSizeGreaterThanOrEqualTo(forAwaitedOnly);
    }

    @Test
    void leaveSomethingForAPartnerThatComesNext() {
        var slots = slots(1000, 10);

        var alone = comeToAll(slots, "a", Turn.NEW);
        var next = takeAll(slots, "a", OTHER, Turn.NEW);

        assertThat(alone).hasSize(800);
        assertThat(next).hasSizeGreaterThan(80);
    }

    @Test
    void comeToBeSharedEquallyByPartnersThatWantAll() {
        var slots = slots(1000, 10);
        var one = comeToAll(slots, "a", Turn.NEW);
        var other = takeAll(slots, "a", OTHER, Turn.NEW);

        for (int i = 0; i < 2000; i++) {
            (one.size() >= other.size() ? one : other).removeLast().close();
            slots.tryTake("a", ONE, Turn.NEW).ifPresent(one::add);
            slots.tryTake("a", OTHER, Turn.NEW).ifPresent(other::add);
        }

        assertThat(one).hasSizeBetween(400, 440);
        assertThat(other).hasSizeBetween(400, 440);
    }

    @Test
    void areNotKeptFromAPartnersNewJobsByItsBacklog() {
        var slots = slots(1000, 10);
        comeToAll(slots, "a", Turn.PARKED);

        assertThat(takeAll(slots, "a", ONE, Turn.NEW)).hasSizeGreaterThan(80);
    }

    @Test
    void leaveRoomForOtherAuthoritiesWhileSeveralHang() {
        var slots = slots(1000, 10);
        for (int hanging = 0; hanging < 5; hanging++) {
            comeToAll(slots, "hanging-" + hanging, Turn.NEW);
        }

        assertThat(takeAll(slots, "b", ONE, Turn.NEW)).hasSizeGreaterThan(80);
        assertThat(takeAll(slots, "b", ONE, Turn.AWAITED)).hasSizeGreaterThan(80);
    }

    @Test
    void areFewerForWhoHasManyWhileJobsOfOthersAreSlow() {
        var slots = slots(1000, 10);
        var held = comeToAll(slots, "a", Turn.PARKED);
        for (int i = 0; i < 40; i++) {
            now = now.plus(Duration.ofMillis(250));
            slots.tryTake("a", ONE, Turn.PARKED).ifPresent(held::add);
            slots.took(OTHER, Duration.ofMillis(500));
        }
        held.forEach(AuthoritySlots.Slot::close);

        assertThat(held).hasSizeGreaterThan(700);
        assertThat(takeAll(slots, "a", ONE, Turn.PARKED)).hasSize(Restraint.LEAST);
        assertThat(takeAll(slots, "a", OTHER, Turn.NEW)).hasSize(Restraint.LEAST);
        assertThat(takeAll(slots, "a", ONE, Turn.AWAITED)).hasSizeGreaterThan(80);
    }

    @Test
    void areTakenAgainOnceTheyAreGivenBack() {
        var slots = slots(100, 10);

        takeAll(slots, "a", ONE, Turn.NEW).forEach(AuthoritySlots.Slot::close);

        assertThat(takeAll(slots, "a", ONE, Turn.NEW)).hasSize(80);
    }

    @Test
    void areGivenBackOnce() {
        var slots = slots(2, 50);
        var slot = slots.tryTake("a", ONE, Turn.NEW).orElseThrow();

        slot.close();
        slot.close();

        assertThat(takeAll(slots, "a", ONE, Turn.NEW)).hasSize(1);
    }

    @Test
    void areNoMoreThanMayBeginInASecond() {
        var slots = slots(1000, 10, OptionalInt.of(10));

        assertThat(useAll(slots, Turn.NEW)).isEqualTo(8);
        assertThat(useAll(slots, Turn.NEW)).isZero();
        now = now.plus(Duration.ofMillis(999));
        assertThat(useAll(slots, Turn.NEW)).isZero();
        now = now.plus(Duration.ofMillis(1));
        assertThat(useAll(slots, Turn.NEW)).isEqualTo(8);
    }

    @Test
    void doNotCountAsBegunIfTheyWereNotUsed() {
        var slots = slots(1000, 10, OptionalInt.of(10));

        takeAll(slots, "a", ONE, Turn.NEW).forEach(AuthoritySlots.Slot::close);

        assertThat(useAll(slots, Turn.NEW)).isEqualTo(8);
    }

    @Test
    void areForAllWhereOnlyOneMayBeginInASecond() {
        assertThat(useAll(slots(100, 10, OptionalInt.of(1)), Turn.AWAITED)).isEqualTo(1);
        assertThat(useAll(slots(100, 10, OptionalInt.of(1)), Turn.NEW)).isEqualTo(1);
    }

    private AuthoritySlots slots(int all, int percent) {
        return slots(all, percent, OptionalInt.empty());
    }

    private AuthoritySlots slots(int all, int percent, OptionalInt perSecond) {
        InstantSource time = () -> now;
        return new AuthoritySlots(
                _ -> Optional.of(new AuthorityLimits.Limits(all, perSecond)),
                WorkerConfigTest.config(
                        Map.of("worker.authority.reserved-for-sync", Integer.toString(percent))),
                time.withZone(ZoneOffset.UTC));
    }

    /** One after the other, each given back before the next is taken. */
    private static int useAll(AuthoritySlots slots, Turn turn) {
        var used = 0;
        for (var slot = slots.tryTake("a", ONE, turn);
                slot.isPresent() && used < 100;
                slot = slots.tryTake("a", ONE, turn)) {
            slot.get().use();
            slot.get().close();
            used++;
        }
        return used;
    }

    /** All that somebody alone comes to in some seconds. */
    private List<AuthoritySlots.Slot> comeToAll(AuthoritySlots slots, String authority, Turn turn) {
        var taken = new ArrayList<AuthoritySlots.Slot>();
        for (int i = 0; i < 10; i++) {
            taken.addAll(takeAll(slots, authority, ONE, turn));
            now = now.plus(Duration.ofMillis(250));
        }
        return taken;
    }

    private static List<AuthoritySlots.Slot> takeAll(
            AuthoritySlots slots, String authority, PartnerId partner, Turn turn) {
        var taken = new ArrayList<AuthoritySlots.Slot>();
        for (var slot = slots.tryTake(authority, partner, turn);
                slot.isPresent();
                slot = slots.tryTake(authority, partner, turn)) {
            taken.add(slot.get());
        }
        return taken;
    }
}
