package dev.kycplatform.deployment;

import java.time.Clock;

/** The clock of this machine, for commands that run outside a service; in one, a clock is injected. */
public final class SystemClock {
    private SystemClock() {}

    public static Clock utc() {
        return Clock.systemUTC();
    }
}
