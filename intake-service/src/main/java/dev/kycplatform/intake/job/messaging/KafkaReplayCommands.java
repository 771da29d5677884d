package dev.kycplatform.intake.job.messaging;

import dev.kycplatform.contracts.Topics;
import dev.kycplatform.contracts.command.ReplayDelivery;
import dev.kycplatform.contracts.event.Event;
import dev.kycplatform.contracts.event.EventType;
import dev.kycplatform.contracts.job.PartnerId;
import dev.kycplatform.contracts.seal.Keysets;
import dev.kycplatform.contracts.seal.Purpose;
import dev.kycplatform.contracts.seal.Seal;
import dev.kycplatform.eventlog.EventCodec;
import dev.kycplatform.eventlog.EventPublisher;
import dev.kycplatform.intake.job.LoggedCallback;
import dev.kycplatform.intake.job.ReplayCommands;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.List;

/** Replays as records, sealed and bound to who asked. */
@ApplicationScoped
class KafkaReplayCommands implements ReplayCommands {
    private static final String SOURCE = "/intake-service";

    private final EventPublisher publisher;
    private final EventCodec codec;
    private final Seal seal;
    private final Clock clock;

    KafkaReplayCommands(EventPublisher publisher, EventCodec codec, Keysets keysets, Clock clock) {
        this.publisher = publisher;
        this.codec = codec;
        this.seal = keysets.seal(Purpose.COMMAND);
        this.clock = clock;
    }

    @Override
    public void publish(
            PartnerId requester, String commandId, List<LoggedCallback.Key> deliveries) {
        var wanted =
                deliveries.stream()
                        .map(
                                key ->
                                        new ReplayDelivery.Wanted(
                                                key.acceptedAt(),
                                                key.webhookId().value(),
                                                key.endpoint()))
                        .toList();
        var command =
                new ReplayDelivery(
                        ReplayDelivery.SCHEMA_VERSION,
                        requester.value(),
                        commandId,
                        clock.instant(),
                        seal.seal(
                                codec.encode(new ReplayDelivery.Deliveries(wanted)),
                                ReplayDelivery.binding(requester.value(), commandId)));
        publisher.publishAndAwait(
                new Event(
                        Topics.COMMANDS,
                        requester.value(),
                        command.eventId(),
                        EventType.REPLAY_DELIVERY,
                        SOURCE,
                        requester.value(),
                        command.requestedAt(),
                        codec.encode(command),
                        null));
    }
}
