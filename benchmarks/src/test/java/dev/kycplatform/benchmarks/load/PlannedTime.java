package dev.kycplatform.benchmarks.load;

import java.util.Comparator;
import java.util.PriorityQueue;

/** Time that passes only while somebody waits for it, and what is to happen meanwhile. One thread. */
final class PlannedTime implements Timekeeper {
    private final PriorityQueue<Planned> plan =
            new PriorityQueue<>(Comparator.comparingLong(Planned::at));
    private long now;

    private record Planned(long at, Runnable event) {}

    void plan(long at, Runnable event) {
        plan.add(new Planned(at, event));
    }

    @Override
    public long nanos() {
        return now;
    }

    @Override
    public void awaitNanos(long moment) {
        for (var next = plan.peek(); next != null && next.at() <= moment; next = plan.peek()) {
            plan.remove();
            now = Math.max(now, next.at());
            next.event().run();
        }
        now = Math.max(now, moment);
    }
}
