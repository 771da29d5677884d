package dev.kycplatform.dispatcher.delivery;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * An attempt that has ended, as it is recorded.
 *
 * @param sealedAnswer the beginning of the endpoint's answer
 * @param next what becomes of the delivery
 */
public record EndedAttempt(
        Delivery delivery,
        Instant startedAt,
        Duration took,
        Outcome outcome,
        Optional<byte[]> sealedAnswer,
        DeliveryState next) {}
