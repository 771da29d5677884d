package dev.kycplatform.acceptance;

import java.time.Duration;

/** How fast work comes in while faults strike. */
record Pace(Duration betweenJobs, Duration betweenPersons) {
    /**
     * Two processors get it done while a service that was killed is started again. With twice of it a start takes ten times as long,
     * and what the round is about is a backlog.
     */
    static final Pace STEADY = new Pace(Duration.ofMillis(50), Duration.ofMillis(800));

    /** For start after start. */
    static final Pace LIGHT = new Pace(Duration.ofMillis(100), Duration.ofMillis(1_600));
}
