package dev.kycplatform.localstack.process;

import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A place for one child process at a time, which is started again and again, until the place is closed for good.
 * Stopping never waits for a start to succeed.
 */
public final class Supervised {
    private final Signal end;
    private final Duration grace;
    private volatile @Nullable ChildProcess process;
    private boolean closed;

    /**
     * @param end the signal that asks it to end in order
     * @param grace how long that may take before it is killed
     */
    public Supervised(Signal end, Duration grace) {
        this.end = end;
        this.grace = grace;
    }

    /** @throws ProcessException if the place is closed: a late start would leave a process behind */
    public synchronized void launch(Supplier<ChildProcess> starter) {
        if (closed) {
            throw new ProcessException("stopped while starting");
        }
        process()
                .filter(ChildProcess::isAlive)
                .ifPresent(
                        running -> {
                            throw new IllegalStateException(running.name() + " runs already");
                        });
        process = starter.get();
    }

    public Optional<ChildProcess> process() {
        return Optional.ofNullable(process);
    }

    public void stop() {
        process().ifPresent(running -> running.stop(end, grace));
    }

    public void kill() {
        process().ifPresent(ChildProcess::kill);
    }

    public void suspend() {
        process().ifPresent(ChildProcess::suspend);
    }

    public void resume() {
        process().ifPresent(ChildProcess::resume);
    }

    /** Stops it and lets nothing be started here again. */
    public void close() {
        synchronized (this) {
            closed = true;
        }
        stop();
    }
}
