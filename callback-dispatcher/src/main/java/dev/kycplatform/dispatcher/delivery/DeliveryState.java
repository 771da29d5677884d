package dev.kycplatform.dispatcher.delivery;

import dev.kycplatform.dispatcher.endpoint.Failure;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * The life of a delivery. A transition is a method on the state it leaves, so an illegal one does not
 * compile.
 *
 * <pre>
 * Pending ──▶ Attempting ──▶ Delivered
 *    ▲            │  ├─────▶ Gone
 *    ├────────────┘  └─────▶ Exhausted
 *    │                           ▲
 *    └──────────▶ Held ──────────┘
 * </pre>
 *
 * <p>By hand, what is over is sent again ({@link Repair#REPLAY}): it is pending, and its schedule begins anew.
 */
public sealed interface DeliveryState {
    /**
     * Waits to be tried.
     *
     * @param dueIn how long from when the row is written, by the database's clock
     */
    record Pending(Duration dueIn) implements DeliveryState {
        /**
         * @param attemptsMade how many have ended before
         * @param before how many of these before it was last sent again
         */
        public Attempting start(Lease lease, int attemptsMade, int before) {
            return new Attempting(lease, attemptsMade + 1, before);
        }
    }

    /**
     * Being tried by whoever holds the lease; due again when the lease ends.
     *
     * @param attempt from 1
     * @param before attempts made before it was last sent again: the schedule began anew after them
     */
    record Attempting(Lease lease, int attempt, int before) implements DeliveryState {
        /** From 1: which attempt of the schedule it is. */
        public int ofSchedule() {
            return attempt - before;
        }

        public DeliveryState end(Outcome outcome, RetrySchedule schedule, Instant at) {
            return switch (outcome) {
                case Outcome.Delivered(int status) -> new Delivered(status, at);
                case Outcome.Gone() -> new Gone(at);
                case Outcome.Deferred deferred when deferred.failure() == Failure.RESULT_EXPIRED ->
                        new Exhausted(at);
                case Outcome.Deferred deferred ->
                        schedule.after(ofSchedule(), deferred.retryAfter())
                                .<DeliveryState>map(Pending::new)
                                .orElseGet(() -> new Exhausted(at));
            };
        }
    }

    /** Terminal: the endpoint has it. */
    record Delivered(int httpStatus, Instant at) implements DeliveryState {}

    /** Terminal unless replayed: the schedule ran out, or there is nothing left to send. */
    record Exhausted(Instant at) implements DeliveryState {}

    /** Terminal: the endpoint wants no more. */
    record Gone(Instant at) implements DeliveryState {}

    /** Its endpoint is disabled: kept until that is enabled again, or the result is gone. */
    record Held() implements DeliveryState {}

    /** Stands in rows and events. Never renamed. */
    default String wire() {
        return switch (this) {
            case Pending _ -> "pending";
            case Attempting _ -> "attempting";
            case Delivered _ -> "delivered";
            case Exhausted _ -> "exhausted";
            case Gone _ -> "gone";
            case Held _ -> "held";
        };
    }

    /** When nothing more was to be done; empty while there is. */
    default Optional<Instant> endedAt() {
        return switch (this) {
            case Delivered(_, var at) -> Optional.of(at);
            case Exhausted(var at) -> Optional.of(at);
            case Gone(var at) -> Optional.of(at);
            case Pending _, Attempting _, Held _ -> Optional.empty();
        };
    }
}
