package dev.kycplatform.benchmarks.load;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Whether something grows: the straight line that fits best through what was seen of it. One thread at a time. */
public final class Trend {
    private final List<Point> points = new ArrayList<>();

    private record Point(double seconds, double value) {}

    public synchronized void add(Duration at, double value) {
        points.add(new Point(at.toNanos() / 1e9, value));
    }

    /** By how much it grows in a second; zero with fewer than two points. */
    public synchronized double perSecond() {
        var meanSeconds = points.stream().mapToDouble(Point::seconds).average().orElse(0);
        var meanValue = mean();
        double along = 0;
        double spread = 0;
        for (var point : points) {
            var distance = point.seconds() - meanSeconds;
            along += distance * (point.value() - meanValue);
            spread += distance * distance;
        }
        return spread == 0 ? 0 : along / spread;
    }

    public synchronized double mean() {
        return points.stream().mapToDouble(Point::value).average().orElse(0);
    }

    public synchronized double max() {
        return points.stream().mapToDouble(Point::value).max().orElse(0);
    }
}
