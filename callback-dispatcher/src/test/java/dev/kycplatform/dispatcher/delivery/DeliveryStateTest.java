package dev.kycplatform.dispatcher.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kycplatform.dispatcher.delivery.DeliveryState.Attempting;
import dev.kycplatform.dispatcher.delivery.DeliveryState.Delivered;
import dev.kycplatform.dispatcher.delivery.DeliveryState.Exhausted;
import dev.kycplatform.dispatcher.delivery.DeliveryState.Gone;
import dev.kycplatform.dispatcher.delivery.DeliveryState.Pending;
import dev.kycplatform.dispatcher.endpoint.Failure;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class DeliveryStateTest {
    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
    private static final Lease LEASE = new Lease(new UUID(1, 2), NOW);
    private static final RetrySchedule TWO_RETRIES =
            new RetrySchedule(
                    List.of(Duration.ofSeconds(5), Duration.ofMinutes(5)),
                    0,
                    Duration.ofHours(1),
                    () -> 0.5);

    @Test
    void anAttemptIsOneMoreThanHaveEnded() {
        assertThat(new Pending(Duration.ZERO).start(LEASE, 2, 0))
                .isEqualTo(new Attempting(LEASE, 3, 0));
    }

    @Test
    void whatIsReceivedIsDelivered() {
        assertThat(end(1, new Outcome.Delivered(204))).isEqualTo(new Delivered(204, NOW));
    }

    @Test
    void whatIsNotWantedIsGone() {
        assertThat(end(1, new Outcome.Gone())).isEqualTo(new Gone(NOW));
    }

    @Test
    void whatFailsWaitsForItsNextAttempt() {
        assertThat(end(1, Outcome.failed(Failure.TIMEOUT)))
                .isEqualTo(new Pending(Duration.ofSeconds(5)));
        assertThat(end(2, Outcome.failed(Failure.TIMEOUT)))
                .isEqualTo(new Pending(Duration.ofMinutes(5)));
    }

    @Test
    void whatFailsLastIsExhausted() {
        assertThat(end(3, Outcome.failed(Failure.TIMEOUT))).isEqualTo(new Exhausted(NOW));
    }

    @Test
    void whatAsksForTimeGetsIt() {
        var busy =
                new Outcome.Deferred(
                        Failure.REFUSED, OptionalInt.of(503), Optional.of(Duration.ofMinutes(1)));

        assertThat(end(1, busy)).isEqualTo(new Pending(Duration.ofMinutes(1)));
    }

    @Test
    void whatHasNoResultAnyMoreIsExhaustedAtOnce() {
        assertThat(end(1, Outcome.failed(Failure.RESULT_EXPIRED))).isEqualTo(new Exhausted(NOW));
    }

    @Test
    void whatIsSentAgainBeginsItsScheduleAnewAndCountsItsAttemptsOn() {
        var again = new Pending(Duration.ZERO).start(LEASE, 3, 3);

        assertThat(again.attempt()).isEqualTo(4);
        assertThat(again.ofSchedule()).isEqualTo(1);
        assertThat(again.end(Outcome.failed(Failure.TIMEOUT), TWO_RETRIES, NOW))
                .isEqualTo(new Pending(Duration.ofSeconds(5)));
    }

    private static DeliveryState end(int attempt, Outcome outcome) {
        return new Attempting(LEASE, attempt, 0).end(outcome, TWO_RETRIES, NOW);
    }
}
