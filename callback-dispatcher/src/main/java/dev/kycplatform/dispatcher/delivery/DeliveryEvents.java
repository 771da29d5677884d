package dev.kycplatform.dispatcher.delivery;

import dev.kycplatform.contracts.Topics;
import dev.kycplatform.contracts.delivery.DeliveryAttempted;
import dev.kycplatform.contracts.delivery.DeliveryEnded;
import dev.kycplatform.contracts.delivery.EndpointChanged;
import dev.kycplatform.contracts.event.Event;
import dev.kycplatform.contracts.event.EventId;
import dev.kycplatform.contracts.event.EventType;
import dev.kycplatform.contracts.job.JobKey;
import dev.kycplatform.dispatcher.endpoint.Failure;
import dev.kycplatform.dispatcher.endpoint.Lane;
import dev.kycplatform.eventlog.EventCodec;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Tells downstream systems what came of an attempt, and of a delivery that it ended. */
@ApplicationScoped
public class DeliveryEvents {
    private static final String SOURCE = "/callback-dispatcher";

    private final EventCodec codec;

    DeliveryEvents(EventCodec codec) {
        this.codec = codec;
    }

    List<Event> of(EndedAttempt attempt) {
        return Stream.concat(Stream.of(attempted(attempt)), ended(attempt).stream()).toList();
    }

    private Event attempted(EndedAttempt attempt) {
        var delivery = attempt.delivery();
        var fact =
                new DeliveryAttempted(
                        DeliveryAttempted.SCHEMA_VERSION,
                        delivery.job().partnerId().value(),
                        delivery.job().jobId().value(),
                        delivery.result().acceptedAt(),
                        delivery.webhookId().value(),
                        delivery.endpoint().origin(),
                        delivery.attempt(),
                        attempt.startedAt(),
                        attempt.took().toMillis(),
                        attempt.outcome().wire(),
                        status(attempt.outcome()),
                        failure(attempt.outcome()),
                        attempt.next().wire());
        return event(
                delivery.job(),
                fact.eventId(),
                EventType.DELIVERY_ATTEMPTED,
                attempt.startedAt().plus(attempt.took()),
                fact,
                delivery.traceParent());
    }

    private Optional<Event> ended(EndedAttempt attempt) {
        var delivery = attempt.delivery();
        return attempt.next()
                .endedAt()
                .map(
                        at ->
                                ended(
                                        delivery.job(),
                                        delivery.key(),
                                        attempt.next().wire(),
                                        delivery.attempt(),
                                        failure(attempt.outcome()),
                                        at,
                                        delivery.traceParent()));
    }

    /** A delivery that was held has ended: its result is gone. */
    public Event expired(
            JobKey job,
            DeliveryKey delivery,
            int attempts,
            Instant at,
            Optional<String> traceParent) {
        return ended(
                job,
                delivery,
                new DeliveryState.Exhausted(at).wire(),
                attempts,
                Failure.RESULT_EXPIRED.wire(),
                at,
                traceParent);
    }

    /** An endpoint is handled otherwise from now on. */
    public Event changed(Lane lane, LaneChange change, Instant at) {
        var partner = lane.partnerId().value();
        var fact =
                new EndpointChanged(
                        EndpointChanged.SCHEMA_VERSION,
                        partner,
                        lane.endpoint().origin(),
                        change.wire(),
                        at);
        return new Event(
                Topics.DELIVERIES,
                partner,
                fact.eventId(),
                EventType.ENDPOINT_CHANGED,
                SOURCE,
                partner,
                at,
                codec.encode(fact),
                null);
    }

    private Event ended(
            JobKey job,
            DeliveryKey delivery,
            String state,
            int attempts,
            @Nullable String failure,
            Instant at,
            Optional<String> traceParent) {
        var fact =
                new DeliveryEnded(
                        DeliveryEnded.SCHEMA_VERSION,
                        job.partnerId().value(),
                        job.jobId().value(),
                        delivery.acceptedAt(),
                        delivery.webhookId().value(),
                        delivery.endpoint().origin(),
                        state,
                        attempts,
                        failure,
                        at);
        return event(job, fact.eventId(), EventType.DELIVERY_ENDED, at, fact, traceParent);
    }

    private Event event(
            JobKey job,
            EventId id,
            EventType type,
            Instant time,
            Object fact,
            Optional<String> traceParent) {
        return new Event(
                Topics.DELIVERIES,
                job.toString(),
                id,
                type,
                SOURCE,
                job.toString(),
                time,
                codec.encode(fact),
                traceParent.orElse(null));
    }

    private static @Nullable Integer status(Outcome outcome) {
        var status = outcome.answeredStatus();
        return status.isPresent() ? status.getAsInt() : null;
    }

    private static @Nullable String failure(Outcome outcome) {
        return outcome instanceof Outcome.Deferred deferred ? deferred.failure().wire() : null;
    }
}
