package dev.kycplatform.dispatcher.delivery;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * An attempt as its row says.
 *
 * @param attempt from 1
 * @param sealedAnswer the beginning of what the endpoint answered
 */
public record LoggedAttempt(
        int attempt,
        Instant at,
        Duration took,
        String outcome,
        Optional<Integer> status,
        Optional<String> failure,
        Optional<byte[]> sealedAnswer) {}
