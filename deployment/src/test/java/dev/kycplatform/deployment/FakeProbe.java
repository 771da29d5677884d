package dev.kycplatform.deployment;

import dev.kycplatform.contracts.error.ErrorCode;
import java.util.concurrent.atomic.AtomicInteger;

/** A dependency that is up or down as the test says, and counts who asks. */
final class FakeProbe implements DependencyProbe {
    private final ErrorCode endsFailure;
    private final AtomicInteger asked = new AtomicInteger();
    private final AtomicInteger askingNow = new AtomicInteger();
    private final AtomicInteger mostAtOnce = new AtomicInteger();
    private volatile boolean up;

    FakeProbe(ErrorCode endsFailure) {
        this.endsFailure = endsFailure;
    }

    void comeUp() {
        up = true;
    }

    int asked() {
        return asked.get();
    }

    int mostAtOnce() {
        return mostAtOnce.get();
    }

    @Override
    public ErrorCode endsFailure() {
        return endsFailure;
    }

    @Override
    public boolean answers() {
        mostAtOnce.accumulateAndGet(askingNow.incrementAndGet(), Math::max);
        try {
            asked.incrementAndGet();
            return up;
        } finally {
            askingNow.decrementAndGet();
        }
    }
}
