package dev.kycplatform.worker.lookup;

import java.util.Optional;
import java.util.function.Supplier;

/**
 * Whether this instance asks an authority at all: not one that has only just failed again and again.
 *
 * <pre>
 * closed ── too many of the last failed ──▶ open ── some time later, one probe ──▶ half open
 *    ▲                                        ▲                                     │   │
 *    │                                        └──────────── it failed ──────────────┘   │
 *    └───────────────────────────────── it was answered ────────────────────────────────┘
 * </pre>
 */
public interface Circuits {
    /** What may be sent to an authority now. */
    enum State {
        CLOSED,
        /** One probe may be sent by a job that nobody waits for. */
        PROBE_DUE,
        /** The same, and nobody has sent it for a while: a job that somebody waits for will do. */
        PROBE_OVERDUE,
        OPEN
    }

    State of(String authority);

    /** Empty if the circuit is open, or somebody else was faster to probe: then nothing was asked. */
    Optional<Answer> ask(String authority, Supplier<Answer> question);
}
