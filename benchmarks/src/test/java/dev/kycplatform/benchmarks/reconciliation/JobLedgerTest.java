package dev.kycplatform.benchmarks.reconciliation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class JobLedgerTest {
    private static final int MANY = 200_000;

    private final JobLedger ledger = new JobLedger();

    @Test
    void numbersInARowAreNobodyElses() {
        var first = ledger.next(1_000);

        assertThat(first).isZero();
        assertThat(ledger.next()).isEqualTo(1_000);
    }

    @Test
    void isWholeWhenEverythingAcceptedHasArrived() {
        acceptAndDeliver(MANY);

        var reconciliation = ledger.reconcile().requireWhole("a run");

        assertThat(reconciliation.accepted()).isEqualTo(MANY);
        assertThat(reconciliation.arrived()).isEqualTo(MANY);
        assertThat(reconciliation.repeats()).isZero();
    }

    @Test
    void failsOverOneLostIdAmongManyAndNamesIt() {
        acceptAndDeliver(MANY);
        var lost = ledger.next();
        ledger.accepted(lost);
        acceptAndDeliver(MANY);

        assertThatThrownBy(() -> ledger.reconcile().requireWhole("a run"))
                .isInstanceOf(LostJobsException.class)
                .hasMessageContaining("1 of " + (2 * MANY + 1))
                .hasMessageContaining("[" + lost + "]");
    }

    @Test
    void isNotMadeWholeByAsManyRepeatsAsThereAreLosses() {
        acceptAndDeliver(10);
        ledger.accepted(ledger.next());
        ledger.arrived(3);

        assertThatThrownBy(() -> ledger.reconcile().requireWhole("a run"))
                .isInstanceOf(LostJobsException.class);
    }

    @Test
    void countsRepeatsApart() {
        acceptAndDeliver(10);
        ledger.arrived(3);
        ledger.arrived(3);
        ledger.arrived(4);

        var reconciliation = ledger.reconcile().requireWhole("a run");

        assertThat(reconciliation.arrived()).isEqualTo(10);
        assertThat(reconciliation.repeats()).isEqualTo(3);
        assertThat(ledger.arrivedSoFar()).isEqualTo(10);
    }

    @Test
    void takesAnArrivalBeforeItsAcceptanceIsKnown() {
        var number = ledger.next();
        ledger.arrived(number);
        ledger.accepted(number);

        assertThat(ledger.reconcile().requireWhole("a run").unconfirmed()).isZero();
    }

    @Test
    void tellsWhatArrivedAlthoughNobodyWasToldThatItWasAccepted() {
        acceptAndDeliver(1);
        ledger.arrived(ledger.next());

        var reconciliation = ledger.reconcile().requireWhole("a run");

        assertThat(reconciliation.unconfirmed()).isEqualTo(1);
        assertThat(reconciliation.accepted()).isEqualTo(1);
    }

    @Test
    void aRunThatAcceptedNothingShowsNothing() {
        ledger.next();

        assertThatThrownBy(() -> ledger.reconcile().requireWhole("a run"))
                .isInstanceOf(LostJobsException.class)
                .hasMessageContaining("nothing was accepted");
    }

    @Test
    void losesNothingWhenManyThreadsWrite() throws Exception {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var writing =
                    IntStream.range(0, 8)
                            .<Future<?>>mapToObj(
                                    _ -> threads.submit(() -> acceptAndDeliver(MANY / 8)))
                            .toList();
            for (var writer : writing) {
                writer.get();
            }
        }

        assertThat(ledger.reconcile().requireWhole("a run").arrived()).isEqualTo(MANY);
    }

    private void acceptAndDeliver(int many) {
        for (int i = 0; i < many; i++) {
            var number = ledger.next();
            ledger.accepted(number);
            ledger.arrived(number);
        }
    }
}
