package dev.kycplatform.dispatcher.delivery;

import dev.kycplatform.contracts.error.KycException;
import dev.kycplatform.contracts.event.TraceParent;
import dev.kycplatform.contracts.seal.Keysets;
import dev.kycplatform.contracts.seal.Purpose;
import dev.kycplatform.contracts.seal.Seal;
import dev.kycplatform.dispatcher.delivery.PrepareCallback.Prepared;
import dev.kycplatform.dispatcher.endpoint.EndpointAnswer;
import dev.kycplatform.dispatcher.endpoint.EndpointAnswer.Answered;
import dev.kycplatform.dispatcher.endpoint.EndpointAnswer.Unanswered;
import dev.kycplatform.dispatcher.endpoint.Failure;
import dev.kycplatform.dispatcher.endpoint.PostCallback;
import dev.kycplatform.dispatcher.endpoint.SignedCallback;
import dev.kycplatform.tracing.Step;
import dev.kycplatform.tracing.Tracing;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.jboss.logging.Logger;

/**
 * One attempt: prepare, send, record. The lease was committed before and the record is a transaction of
 * its own, so nothing is open while the endpoint takes its time. If we die in between, the lease ends
 * and the endpoint may get the same webhook-id twice.
 */
@Singleton
class AttemptDelivery {
    private static final Logger LOG = Logger.getLogger(AttemptDelivery.class);

    private final PrepareCallback preparing;
    private final PostCallback posting;
    private final Deliveries deliveries;
    private final RetrySchedule schedule;
    private final ThroughOutages outages;
    private final DeliveryEvents events;
    private final DeliveryMetrics metrics;
    private final Seal answerSeal;
    private final Tracing tracing;
    private final Clock clock;

    AttemptDelivery(
            PrepareCallback preparing,
            PostCallback posting,
            Deliveries deliveries,
            RetrySchedule schedule,
            ThroughOutages outages,
            DeliveryEvents events,
            DeliveryMetrics metrics,
            Keysets keysets,
            Tracing tracing,
            Clock clock) {
        this.preparing = preparing;
        this.posting = posting;
        this.deliveries = deliveries;
        this.schedule = schedule;
        this.outages = outages;
        this.events = events;
        this.metrics = metrics;
        this.answerSeal = keysets.seal(Purpose.ENDPOINT_ANSWER);
        this.tracing = tracing;
        this.clock = clock;
    }

    /**
     * Blocks a virtual thread for the attempt, and for as long as an outage keeps its end from being
     * recorded.
     *
     * @param content what is to be sent, if it was read already
     * @throws KycException if the service stops before that
     */
    void attempt(Delivery delivery, Optional<SealedContent> content) {
        try (var step = begin(delivery);
                var _ = step.here()) {
            attempt(delivery, content, step);
        }
    }

    private Step begin(Delivery delivery) {
        return tracing.begin(
                        Tracing.Kind.CALL,
                        "deliver callback",
                        TraceParent.continuing(delivery.traceParent()))
                .about(delivery.job())
                .with("kyc.webhook_id", delivery.webhookId().toString())
                .with("kyc.attempt", delivery.attempt());
    }

    private void attempt(Delivery delivery, Optional<SealedContent> content, Step step) {
        // To the millisecond, as the row and the message both can say it.
        var startedAt = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        var prepared = prepare(delivery, content, startedAt);
        if (delivery.state().lease().isTooLate(clock.instant())) {
            LOG.infof("Left an attempt whose lease is ending: %s", describe(delivery));
            return;
        }
        var began = System.nanoTime();
        var answer = send(delivery, prepared);
        var took = Duration.ofNanos(System.nanoTime() - began);
        var ended = ended(delivery, startedAt, took, answer);
        tell(ended.outcome(), step);
        record(ended);
    }

    private static void tell(Outcome outcome, Step step) {
        step.with("kyc.outcome", outcome.wire());
        if (outcome instanceof Outcome.Deferred(Failure failure, _, _)) {
            step.failed(failure.wire());
        }
    }

    private Prepared prepare(
            Delivery delivery, Optional<SealedContent> content, Instant startedAt) {
        try {
            return outages.get(() -> preparing.prepare(delivery, content, startedAt));
        } catch (KycException e) {
            if (e.isWorthRepeating()) {
                throw e;
            }
            return new Prepared.Unable(defect(delivery, e));
        } catch (RuntimeException e) {
            return new Prepared.Unable(defect(delivery, e));
        }
    }

    /** Counts as an attempt, or a callback that we stumble over would be tried for ever. */
    private static Failure defect(Delivery delivery, RuntimeException e) {
        LOG.errorf(e, "Could not attempt a delivery: %s", describe(delivery));
        return Failure.INTERNAL;
    }

    private EndpointAnswer send(Delivery delivery, Prepared prepared) {
        return switch (prepared) {
            case Prepared.Unable(var failure) -> new Unanswered(failure);
            case Prepared.Ready(var address, var callback) -> post(delivery, address, callback);
        };
    }

    private EndpointAnswer post(Delivery delivery, String address, SignedCallback callback) {
        try {
            return posting.post(address, callback, delivery.attempt());
        } catch (RuntimeException e) {
            return new Unanswered(defect(delivery, e));
        }
    }

    private EndedAttempt ended(
            Delivery delivery, Instant startedAt, Duration took, EndpointAnswer answer) {
        var now = clock.instant();
        var outcome = Outcome.of(answer, now);
        var ended =
                new EndedAttempt(
                        delivery,
                        startedAt,
                        took,
                        outcome,
                        sealed(delivery, answer),
                        delivery.state().end(outcome, schedule, now),
                        List.of());
        return ended.telling(events.of(ended));
    }

    private Optional<byte[]> sealed(Delivery delivery, EndpointAnswer answer) {
        return answer instanceof Answered(_, _, var excerpt) && excerpt.length > 0
                ? Optional.of(answerSeal.seal(excerpt, delivery.answerBinding()))
                : Optional.empty();
    }

    private void record(EndedAttempt attempt) {
        var recorded = outages.get(() -> deliveries.record(attempt));
        if (recorded.isOurs()) {
            metrics.ended(attempt);
            recorded.change().ifPresent(change -> tell(change, attempt.delivery()));
            if (LOG.isDebugEnabled()) {
                LOG.debugf(
                        "Attempt ended: outcome=%s %s",
                        attempt.outcome().wire(), describe(attempt.delivery()));
            }
        } else {
            LOG.infof(
                    "Another instance has this delivery now, or it was recorded before: %s",
                    describe(attempt.delivery()));
        }
    }

    /** For operators. The partner's host may stand in the clear; in metrics it would be one series each. */
    private void tell(LaneChange change, Delivery delivery) {
        metrics.laneChanged(change);
        LOG.warnf(
                "An endpoint's lane has changed: change=%s partnerId=%s endpoint=%s",
                change, delivery.job().partnerId(), delivery.endpoint());
    }

    private static String describe(Delivery delivery) {
        return "webhookId=%s partnerId=%s attempt=%d"
                .formatted(delivery.webhookId(), delivery.job().partnerId(), delivery.attempt());
    }
}
