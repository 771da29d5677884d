package dev.kycplatform.benchmarks.report;

import java.util.Optional;

/**
 * One measured number.
 *
 * @param what was measured, in words
 * @param unit {@code jobs/s}, {@code ms}, {@code MB}; empty for a ratio
 * @param bound what it has to reach; empty for one that stands there for comparison
 */
public record Figure(String what, double value, String unit, Optional<Bound> bound) {
    public static Figure of(String what, double value, String unit) {
        return new Figure(what, value, unit, Optional.empty());
    }

    public Figure atLeast(double limit) {
        return new Figure(what, value, unit, Optional.of(new Bound.AtLeast(limit)));
    }

    public Figure atMost(double limit) {
        return new Figure(what, value, unit, Optional.of(new Bound.AtMost(limit)));
    }

    public boolean isMissed() {
        return bound.isPresent() && !bound.get().isMetBy(value);
    }
}
