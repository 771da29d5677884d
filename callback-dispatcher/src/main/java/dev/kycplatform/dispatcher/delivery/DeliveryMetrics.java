package dev.kycplatform.dispatcher.delivery;

import dev.kycplatform.dispatcher.delivery.DeliveryState.Attempting;
import dev.kycplatform.dispatcher.delivery.DeliveryState.Delivered;
import dev.kycplatform.dispatcher.delivery.DeliveryState.Exhausted;
import dev.kycplatform.dispatcher.delivery.DeliveryState.Gone;
import dev.kycplatform.dispatcher.delivery.DeliveryState.Held;
import dev.kycplatform.dispatcher.delivery.DeliveryState.Pending;
import dev.kycplatform.dispatcher.endpoint.Failure;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;

/** What operators see of deliveries. Tags are our own words only: never a partner's, never an address. */
@ApplicationScoped
class DeliveryMetrics {
    private static final double MILLIS = 1000;

    private final MeterRegistry registry;
    private final Clock clock;
    private volatile DeliveryBacklog.Waiting waiting =
            new DeliveryBacklog.Waiting(0, Optional.empty());
    private final Timer acceptToDelivered;
    private final Timer attemptTime;
    private final Counter reconciled;
    private final Counter notReconciled;
    private final AtomicLong cutOff;
    private final AtomicLong disabled;

    DeliveryMetrics(MeterRegistry registry, Slots slots, Clock clock) {
        this.registry = registry;
        this.clock = clock;
        this.acceptToDelivered =
                Timer.builder("kyc.delivery.time")
                        .description("From accepting the job to its callback being received")
                        .serviceLevelObjectives(
                                Duration.ofMillis(100),
                                Duration.ofMillis(250),
                                Duration.ofMillis(500),
                                Duration.ofSeconds(1),
                                Duration.ofSeconds(2),
                                Duration.ofSeconds(5),
                                Duration.ofSeconds(30),
                                Duration.ofMinutes(5),
                                Duration.ofHours(1),
                                Duration.ofHours(12))
                        .register(registry);
        this.attemptTime =
                Timer.builder("kyc.delivery.attempt.time")
                        .description("One POST, with all that its endpoint takes")
                        .serviceLevelObjectives(
                                Duration.ofMillis(10),
                                Duration.ofMillis(100),
                                Duration.ofSeconds(1),
                                Duration.ofSeconds(5),
                                Duration.ofSeconds(30))
                        .register(registry);
        this.reconciled =
                Counter.builder("kyc.deliveries.reconciled")
                        .description("Owed deliveries that no record had led to")
                        .register(registry);
        this.notReconciled =
                Counter.builder("kyc.deliveries.not.reconciled")
                        .description("Owed deliveries that cannot be made")
                        .register(registry);
        registry.gauge("kyc.delivery.in.flight", slots, Slots::inFlight);
        registry.gauge("kyc.delivery.bytes.in.flight", slots, Slots::bytesInFlight);
        this.cutOff = registry.gauge("kyc.endpoints.cut.off", new AtomicLong());
        this.disabled = registry.gauge("kyc.endpoints.disabled", new AtomicLong());
        Gauge.builder("kyc.deliveries.waiting", this, metrics -> metrics.waiting.deliveries())
                .description("Deliveries that are still to be made")
                .register(registry);
        Gauge.builder("kyc.deliveries.oldest", this, DeliveryMetrics::oldestWaiting)
                .description("How long ago the oldest of their jobs was accepted")
                .baseUnit("seconds")
                .register(registry);
        for (var change : LaneChange.values()) {
            laneChanges(change);
        }
    }

    /** Counts an endpoint that was cut off, restored, disabled or enabled. */
    void laneChanged(LaneChange change) {
        laneChanges(change).increment();
    }

    /** Deliveries still to be made, over all instances. */
    void waiting(DeliveryBacklog.Waiting now) {
        waiting = now;
    }

    private double oldestWaiting() {
        return waiting.oldestAcceptedAt()
                .map(at -> Duration.between(at, clock.instant()).toMillis() / MILLIS)
                .orElse(0.0);
    }

    /** Endpoints that are cut off or disabled now, over all instances. */
    void troubles(Lanes.Troubles troubles) {
        cutOff.set(troubles.cutOff());
        disabled.set(troubles.disabled());
    }

    /** Counts deliveries that a stored result owed and no record had led to. */
    void reconciled(long deliveries) {
        reconciled.increment(deliveries);
    }

    /** Counts an owed delivery that cannot be made. */
    void notReconciled() {
        notReconciled.increment();
    }

    private Counter laneChanges(LaneChange change) {
        return Counter.builder("kyc.endpoint.changes")
                .description("Endpoints that were cut off, restored, disabled or enabled")
                .tag("change", change.wire())
                .register(registry);
    }

    /** Counts an attempt that is recorded, and the delivery's end if it is one. */
    void ended(EndedAttempt attempt) {
        attemptTime.record(attempt.took());
        registry.counter(
                        "kyc.delivery.attempts",
                        "outcome",
                        attempt.outcome().wire(),
                        "failure",
                        failure(attempt.outcome()))
                .increment();
        switch (attempt.next()) {
            case Delivered(_, Instant at) -> {
                acceptToDelivered.record(
                        Duration.between(attempt.delivery().result().acceptedAt(), at));
                countEnd("delivered");
            }
            case Exhausted _ -> countEnd("exhausted");
            case Gone _ -> countEnd("gone");
            case Pending _, Attempting _, Held _ -> {
                // Not the end.
            }
        }
    }

    private void countEnd(String end) {
        registry.counter("kyc.deliveries.ended", "end", end).increment();
    }

    private static String failure(Outcome outcome) {
        return outcome instanceof Outcome.Deferred(Failure failure, _, _) ? failure.wire() : "none";
    }
}
