package dev.kycplatform.intake;

import java.time.Duration;

/** The settings that unit tests turn; everything else as by default. */
public record FakeConfig(int mostInFlight, Duration acceptWithin) implements IntakeConfig {
    @Override
    public Duration signatureWindow() {
        return Duration.ofMinutes(15);
    }

    @Override
    public Duration retryAfter() {
        return Duration.ofSeconds(2);
    }

    @Override
    public int mostBodyBytes() {
        return 65_536;
    }

    @Override
    public Duration partnerRelayInterval() {
        return Duration.ofMillis(200);
    }

    @Override
    public Duration secretOverlap() {
        return Duration.ofHours(24);
    }

    @Override
    public Duration partnerCheckInterval() {
        return Duration.ofMinutes(1);
    }
}
