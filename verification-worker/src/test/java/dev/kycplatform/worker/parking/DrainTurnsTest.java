package dev.kycplatform.worker.parking;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kycplatform.contracts.job.PartnerId;
import dev.kycplatform.worker.lookup.AuthoritySlots;
import dev.kycplatform.worker.lookup.Bench;
import dev.kycplatform.worker.lookup.Circuits;
import dev.kycplatform.worker.lookup.Turn;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DrainTurnsTest {
    private static final String NIBSS = "ng-nibss";
    private static final String IPRS = "ke-iprs";
    private static final PartnerId ONE = new PartnerId("001");
    private static final PartnerId TWO = new PartnerId("002");

    private final Bench bench = new Bench(Map.of("worker.authority.concurrency", "20"));
    private final DrainTurns turns = new DrainTurns(bench.slots, bench.access);

    @Test
    void goRoundThePartnersOfAnAuthority() {
        turns.replace(List.of(new Queue(NIBSS, ONE), new Queue(NIBSS, TWO)));

        assertThat(counts(turns.take(6)))
                .containsEntry(new Queue(NIBSS, ONE), 3)
                .containsEntry(new Queue(NIBSS, TWO), 3);
    }

    @Test
    void goOnWhereTheyWere() {
        turns.replace(List.of(new Queue(NIBSS, ONE), new Queue(NIBSS, TWO)));
        var first = turns.take(1);
        turns.replace(List.of(new Queue(NIBSS, ONE), new Queue(NIBSS, TWO)));
        var second = turns.take(1);

        assertThat(first.keySet()).doesNotContainAnyElementsOf(second.keySet());
    }

    @Test
    void leaveWhatAClaimMayTakeToEveryAuthority() {
        turns.replace(List.of(new Queue(NIBSS, ONE), new Queue(IPRS, ONE)));

        assertThat(counts(turns.take(4)))
                .containsEntry(new Queue(NIBSS, ONE), 2)
                .containsEntry(new Queue(IPRS, ONE), 2);
    }

    @Test
    void giveWhatOneAuthorityCannotTakeToTheOthers() {
        turns.replace(List.of(new Queue(NIBSS, ONE), new Queue(IPRS, ONE)));
        takeAll(NIBSS, ONE);

        assertThat(counts(turns.take(4))).containsOnly(Map.entry(new Queue(IPRS, ONE), 4));
    }

    @Test
    void passByAPartnerThatHasItsShare() {
        turns.replace(List.of(new Queue(NIBSS, ONE), new Queue(NIBSS, TWO)));
        takeAll(NIBSS, ONE);

        assertThat(counts(turns.take(10))).containsOnlyKeys(new Queue(NIBSS, TWO));
    }

    @Test
    void areNoneOfAnAuthorityThatIsPaused() {
        turns.replace(List.of(new Queue(NIBSS, ONE)));
        bench.paused.add(NIBSS);

        assertThat(turns.take(10)).isEmpty();
        assertThat(turns.closed(10)).containsExactly(new Queue(NIBSS, ONE));
    }

    @Test
    void areOneWhenAnAuthorityIsToBeProbed() {
        turns.replace(List.of(new Queue(NIBSS, ONE), new Queue(NIBSS, TWO)));
        bench.circuits.state = Circuits.State.PROBE_DUE;

        assertThat(counts(turns.take(10)).values()).containsExactly(1);
        assertThat(turns.closed(10)).isEmpty();
    }

    @Test
    void areOfWhatIsParkedMeanwhileToo() {
        turns.add(new Queue(NIBSS, ONE));
        turns.add(new Queue(NIBSS, ONE));

        assertThat(counts(turns.take(3))).containsOnly(Map.entry(new Queue(NIBSS, ONE), 3));
    }

    @Test
    void areNoneOfAQueueThatHasNothingLeft() {
        turns.replace(List.of(new Queue(NIBSS, ONE), new Queue(IPRS, ONE)));
        turns.remove(new Queue(NIBSS, ONE));
        turns.replace(List.of(new Queue(IPRS, ONE)));

        assertThat(turns.take(10)).containsOnlyKeys(new Queue(IPRS, ONE));
    }

    private static Map<Queue, Integer> counts(Map<Queue, Deque<AuthoritySlots.Slot>> taken) {
        var counts = new HashMap<Queue, Integer>();
        taken.forEach((queue, slots) -> counts.put(queue, slots.size()));
        return counts;
    }

    private void takeAll(String authority, PartnerId partner) {
        var taken = new ArrayList<AuthoritySlots.Slot>();
        for (var slot = bench.slots.tryTake(authority, partner, Turn.PARKED);
                slot.isPresent();
                slot = bench.slots.tryTake(authority, partner, Turn.PARKED)) {
            taken.add(slot.get());
        }
        assertThat(taken).isNotEmpty();
    }
}
