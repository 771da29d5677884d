package dev.kycplatform.localstack.process;

import java.util.List;
import java.util.stream.Stream;

/** How long a JVM is to live, which decides what is worth doing at its start. */
public enum Lifespan {
    /** A test or a demonstration: it ends before the optimising compiler has paid for itself. */
    MOMENTS(List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC")),

    /**
     * Somebody works with it, and may measure it. In a heap as small as theirs the default collector keeps itself busy:
     * a photo is half a region or more, and each one that comes in begins a collection. Nearly all there is lives as long
     * as a request or a lookup: the young generation has half of the heap instead of a third, from the beginning and for
     * good, and a thing is old after fifteen collections instead of seven. Left to adapt, the collector makes the young
     * generation so small that what a request holds outlives it, and then all of the heap has to be collected. That is
     * not done either for the classes that a start loads, and hardly for code: the collector does it each time that 15 %
     * more of what is reserved for compiled code is used.
     */
    HOURS(
            List.of(
                    "-XX:+UseParallelGC",
                    "-XX:NewRatio=1",
                    "-XX:-UseAdaptiveSizePolicy",
                    "-XX:InitialTenuringThreshold=15",
                    "-XX:MetaspaceSize=128m",
                    "-XX:ReservedCodeCacheSize=480m"));

    private static final int LEAST_HEAP_MEGABYTES = 64;

    private final List<String> collector;

    Lifespan(List<String> collector) {
        this.collector = collector;
    }

    /** For the command line of {@code java}: how it collects garbage, in a heap of any size. */
    public List<String> collector() {
        return collector;
    }

    /**
     * For the command line of {@code java}.
     *
     * @param heapMegabytes at most; what lives for hours has them reserved at once, and touches a page when it needs it
     */
    public List<String> options(int heapMegabytes) {
        var first = this == HOURS ? heapMegabytes : Math.min(LEAST_HEAP_MEGABYTES, heapMegabytes);
        return Stream.concat(
                        collector.stream(),
                        Stream.of("-Xms%dm".formatted(first), "-Xmx%dm".formatted(heapMegabytes)))
                .toList();
    }
}
