package dev.kycplatform.localstack.testing;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/** The system's clock, until a test stops it. A service under test is given one of its own. */
public class StoppableClock extends Clock {
    private volatile @Nullable Instant stoppedAt;

    public void stopAt(Instant now) {
        stoppedAt = now;
    }

    public void run() {
        stoppedAt = null;
    }

    @Override
    public Instant instant() {
        var now = stoppedAt;
        return now == null ? Instant.now() : now;
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        throw new UnsupportedOperationException("the platform knows UTC only");
    }
}
