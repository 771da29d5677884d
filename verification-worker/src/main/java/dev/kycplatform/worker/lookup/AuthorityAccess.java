package dev.kycplatform.worker.lookup;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;

/** Whether authorities may be asked now: by operators, and by how they answered of late. */
@ApplicationScoped
public class AuthorityAccess {
    private static final String PAUSED = "paused";
    static final String CIRCUIT_OPEN = "circuit_open";

    private final PausedAuthorities paused;
    private final Circuits circuits;

    AuthorityAccess(PausedAuthorities paused, Circuits circuits) {
        this.paused = paused;
        this.circuits = circuits;
    }

    /** How many of the jobs that wait for an authority are to be tried. */
    public enum Extent {
        ALL,
        ONE,
        NONE
    }

    /** For jobs that nobody waits for. */
    public Extent extent(String authority) {
        if (paused.isPaused(authority)) {
            return Extent.NONE;
        }
        return switch (circuits.of(authority)) {
            case CLOSED -> Extent.ALL;
            case PROBE_DUE, PROBE_OVERDUE -> Extent.ONE;
            case OPEN -> Extent.NONE;
        };
    }

    /** Why not, in a word; empty if it may be asked. */
    Optional<String> refusal(String authority, boolean isAwaited) {
        if (paused.isPaused(authority)) {
            return Optional.of(PAUSED);
        }
        return switch (circuits.of(authority)) {
            case CLOSED, PROBE_OVERDUE -> Optional.empty();
            case PROBE_DUE -> isAwaited ? Optional.of(CIRCUIT_OPEN) : Optional.empty();
            case OPEN -> Optional.of(CIRCUIT_OPEN);
        };
    }
}
