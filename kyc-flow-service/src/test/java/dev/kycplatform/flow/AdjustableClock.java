package dev.kycplatform.flow;

import io.quarkus.test.Mock;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/** The service's clock in these tests: the system's, until a test stops it. */
@Mock
@Singleton
public class AdjustableClock extends Clock {
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
