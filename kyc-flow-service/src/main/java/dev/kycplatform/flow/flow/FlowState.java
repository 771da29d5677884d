package dev.kycplatform.flow.flow;

import java.time.Instant;

/**
 * Whether a flow may be used. A transition is a method on the state it leaves.
 *
 * <pre>
 * Draft ──▶ Approved ──▶ Retired
 *   └───────────────────────▲
 * </pre>
 */
public sealed interface FlowState {
    /** Made, not yet approved by Compliance. */
    record Draft() implements FlowState {
        public Approved approve(String who, Instant at) {
            return new Approved(who, at);
        }

        public Retired retire(Instant at) {
            return new Retired(at);
        }
    }

    /** May be used. */
    record Approved(String by, Instant at) implements FlowState {
        public Retired retire(Instant at) {
            return new Retired(at);
        }
    }

    /** As if it had never been there for new verifications; those under way go on. */
    record Retired(Instant at) implements FlowState {}
}
