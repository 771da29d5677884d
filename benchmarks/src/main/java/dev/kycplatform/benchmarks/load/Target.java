package dev.kycplatform.benchmarks.load;

import java.util.concurrent.CompletionStage;

/** What load is put on. */
@FunctionalInterface
public interface Target {
    /**
     * Begins one exchange and returns at once. True: it was answered as it should be; false: it was refused. A stage
     * that fails is an exchange nobody knows the end of.
     *
     * @param intendedNanos when it should have begun, by the generator's {@link Timekeeper}
     */
    CompletionStage<Boolean> send(long intendedNanos);
}
