package dev.kycplatform.localstack.process;

import java.util.List;

/** How long a JVM is to live, which decides what is worth doing at its start. */
public enum Lifespan {
    /** A test or a demonstration: it ends before the optimising compiler has paid for itself. */
    MOMENTS(List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC")),

    /**
     * Somebody works with it, and may measure it. In a heap as small as theirs the default collector keeps itself busy:
     * a photo is half a region or more, and each one that comes in begins a collection. Nearly all there is lives as long
     * as a request or a lookup: the young generation has half of the heap instead of a third.
     */
    HOURS(List.of("-XX:+UseParallelGC", "-XX:NewRatio=1"));

    private final List<String> options;

    Lifespan(List<String> options) {
        this.options = options;
    }

    /** For the command line of {@code java}. */
    public List<String> options() {
        return options;
    }
}
