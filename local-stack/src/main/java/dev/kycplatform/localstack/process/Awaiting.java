package dev.kycplatform.localstack.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.BooleanSupplier;

/** Waits for a child to be ready, and no longer than the child lives. */
public final class Awaiting {
    private static final int TAIL = 15;
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(100);

    private Awaiting() {}

    /**
     * Returns as soon as the condition holds.
     *
     * @throws ProcessException if the child ends first or the time does; it carries the end of the child's log
     */
    public static void ready(ChildProcess child, BooleanSupplier condition, Duration atMost) {
        long deadline = System.nanoTime() + atMost.toNanos();
        while (!condition.getAsBoolean()) {
            if (!child.isAlive()) {
                throw failed(
                        child, "ended with status " + child.exitStatus() + " before it was ready");
            }
            if (System.nanoTime() > deadline) {
                throw failed(child, "was not ready after " + atMost.toSeconds() + " s");
            }
            pause();
        }
    }

    /**
     * Returns as soon as the condition of something that is not a child of ours holds.
     *
     * @throws ProcessException that says what was waited for, if the time ends first
     */
    public static void until(String what, BooleanSupplier condition, Duration atMost) {
        long deadline = System.nanoTime() + atMost.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > deadline) {
                throw new ProcessException(
                        "waited %d s in vain for %s".formatted(atMost.toSeconds(), what));
            }
            pause();
        }
    }

    private static ProcessException failed(ChildProcess child, String what) {
        return new ProcessException(
                "%s %s. The end of %s:%n%s"
                        .formatted(child.name(), what, child.log(), tail(child.log())));
    }

    private static String tail(Path log) {
        try {
            List<String> lines = Files.readAllLines(log);
            return String.join("\n", lines.subList(Math.max(0, lines.size() - TAIL), lines.size()));
        } catch (IOException e) {
            return "(unreadable: " + e.getMessage() + ")";
        }
    }

    private static void pause() {
        try {
            Thread.sleep(BETWEEN_LOOKS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ProcessException("interrupted while waiting");
        }
    }
}
