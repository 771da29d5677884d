package dev.kycplatform.acceptance;

import dev.kycplatform.acceptance.Fault.Blow;
import dev.kycplatform.acceptance.Fault.Victim;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Random;

/** What goes wrong in a round, and what may come of it. */
enum ChaosScenario {
    KILL_INTAKE(Blow.KILL, Victim.INTAKE),
    KILL_WORKER(Blow.KILL, Victim.WORKER),
    KILL_DISPATCHER(Blow.KILL, Victim.DISPATCHER),
    KILL_KAFKA(Blow.KILL, Victim.KAFKA),
    KILL_POSTGRES(Blow.KILL, Victim.POSTGRES),
    PAUSE_INTAKE(Blow.PAUSE, Victim.INTAKE),
    PAUSE_WORKER(Blow.PAUSE, Victim.WORKER),
    PAUSE_DISPATCHER(Blow.PAUSE, Victim.DISPATCHER),
    PAUSE_KAFKA(Blow.PAUSE, Victim.KAFKA),
    PAUSE_POSTGRES(Blow.PAUSE, Victim.POSTGRES),
    AUTHORITY_OUTAGE(Blow.REFUSE, Victim.AUTHORITY),
    STALLED_RECEIVERS(Blow.STALL, Victim.RECEIVERS),
    ROLLING_RESTART(Blow.RESTART, Victim.INTAKE, Victim.WORKER, Victim.DISPATCHER, Victim.FLOW),
    KILL_FLOW(Blow.KILL, Victim.FLOW),
    PAUSE_FLOW(Blow.PAUSE, Victim.FLOW),
    FULL_DISK(Blow.FILL, Victim.DISK);

    /** Work has begun by then. */
    private static final int EARLIEST = 500;

    private static final int LATEST = 3_000;

    /** One after the other, eight of them: each start is time enough by itself. */
    private static final int LATEST_RESTART = 1_000;

    private static final int LONGEST_DOWN = 2_000;
    private static final int SHORTEST_TROUBLE = 2_000;
    private static final int LONGEST_TROUBLE = 6_000;

    private final Blow blow;
    private final List<Victim> victims;

    ChaosScenario(Blow blow, Victim... victims) {
        this.blow = blow;
        this.victims = List.of(victims);
    }

    /** {@code kill-intake}. */
    String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** Whether the database has to be on a disk of its own for it. */
    boolean needsSmallDisk() {
        return blow == Blow.FILL;
    }

    /** Nobody notices it at all, if all is well: no callback comes twice. */
    boolean isOrderly() {
        return blow == Blow.RESTART;
    }

    Pace pace() {
        return blow == Blow.RESTART ? Pace.LIGHT : Pace.STEADY;
    }

    /**
     * The faults of one round, one after the other. Always the same ones for the same seed and round.
     *
     * @param pause how long what is paused stands still
     */
    List<Fault> plan(long seed, int round, Duration pause) {
        // One generator each, so that a round can be had again without those before it.
        var chance = new Random(seed * 1_000_003 + round * 101L + ordinal());
        chance.nextLong();
        var faults = new ArrayList<Fault>();
        for (var victim : order(chance)) {
            for (int instance : instances(victim, chance)) {
                faults.add(
                        new Fault(
                                Duration.ofMillis(chance.nextInt(EARLIEST, latest())),
                                victim,
                                instance,
                                blow,
                                lasts(chance, pause)));
            }
        }
        return List.copyOf(faults);
    }

    private int latest() {
        return blow == Blow.RESTART ? LATEST_RESTART : LATEST;
    }

    private List<Victim> order(Random chance) {
        var order = new ArrayList<>(victims);
        Collections.shuffle(order, chance);
        return order;
    }

    /** All of them, one after the other, if all are restarted; else one of two, where there are two. */
    private List<Integer> instances(Victim victim, Random chance) {
        return blow == Blow.RESTART
                ? List.of(0, 1)
                : List.of(victim.hasTwo() ? chance.nextInt(2) : 0);
    }

    private Duration lasts(Random chance, Duration pause) {
        return switch (blow) {
            case KILL -> Duration.ofMillis(chance.nextInt(LONGEST_DOWN));
            case PAUSE -> pause;
            case REFUSE, STALL, FILL ->
                    Duration.ofMillis(chance.nextInt(SHORTEST_TROUBLE, LONGEST_TROUBLE));
            case RESTART -> Duration.ZERO;
        };
    }
}
