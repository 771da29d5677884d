package dev.kycplatform.dispatcher.delivery;

import dev.kycplatform.dispatcher.DispatcherConfig;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.UUID;

/** Makes leases that outlast an attempt. */
@Singleton
public class Leases {
    /** What an attempt may need besides the endpoint's time: reading the body, recording the end. */
    private static final Duration MARGIN = Duration.ofSeconds(5);

    private final Duration length;
    private final Duration timeToStart;
    private final Clock clock;

    /** @throws IllegalStateException if a lease would end before its attempt */
    Leases(DispatcherConfig config, Clock clock) {
        this.length = config.lease();
        this.timeToStart = length.minus(config.timeout()).minus(MARGIN);
        this.clock = clock;
        if (timeToStart.isNegative()) {
            throw new IllegalStateException(
                    "dispatcher.lease must be longer than dispatcher.timeout by " + MARGIN);
        }
    }

    public Duration length() {
        return length;
    }

    /** A lease that begins now, under a token nobody has. */
    public Lease create() {
        return of(UUID.randomUUID());
    }

    /** A lease that begins now. */
    public Lease of(UUID token) {
        return new Lease(token, clock.instant().plus(timeToStart));
    }
}
