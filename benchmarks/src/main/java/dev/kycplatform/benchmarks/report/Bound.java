package dev.kycplatform.benchmarks.report;

/** What a figure has to reach. */
public sealed interface Bound {
    /** More is better. */
    record AtLeast(double limit) implements Bound {}

    /** Less is better. */
    record AtMost(double limit) implements Bound {}

    default boolean isMetBy(double value) {
        return switch (this) {
            case AtLeast(var limit) -> value >= limit;
            case AtMost(var limit) -> value <= limit;
        };
    }

    default double limitValue() {
        return switch (this) {
            case AtLeast(var limit) -> limit;
            case AtMost(var limit) -> limit;
        };
    }

    /** {@code at least}, {@code at most}. */
    default String words() {
        return switch (this) {
            case AtLeast _ -> "at least";
            case AtMost _ -> "at most";
        };
    }
}
