package dev.kycplatform.dispatcher.delivery;

import dev.kycplatform.contracts.event.Event;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * An attempt that has ended, as it is recorded.
 *
 * @param sealedAnswer the beginning of the endpoint's answer
 * @param next what becomes of the delivery
 * @param events that tell of it, to be published once it is recorded
 */
public record EndedAttempt(
        Delivery delivery,
        Instant startedAt,
        Duration took,
        Outcome outcome,
        Optional<byte[]> sealedAnswer,
        DeliveryState next,
        List<Event> events) {
    EndedAttempt telling(List<Event> told) {
        return new EndedAttempt(delivery, startedAt, took, outcome, sealedAnswer, next, told);
    }
}
