package dev.kycplatform.flow.webhook.messaging;

import dev.kycplatform.contracts.Topics;
import dev.kycplatform.contracts.command.ReplayDelivery;
import dev.kycplatform.contracts.event.Event;
import dev.kycplatform.contracts.event.EventType;
import dev.kycplatform.contracts.flow.AppHandle;
import dev.kycplatform.contracts.job.PartnerId;
import dev.kycplatform.contracts.seal.Keysets;
import dev.kycplatform.contracts.seal.Purpose;
import dev.kycplatform.contracts.seal.Seal;
import dev.kycplatform.eventlog.EventCodec;
import dev.kycplatform.eventlog.EventPublisher;
import dev.kycplatform.flow.webhook.ReplayCommands;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.List;

/** Replays as records, sealed and bound to the app that asked. */
@ApplicationScoped
class KafkaReplayCommands implements ReplayCommands {
    private static final String SOURCE = "/kyc-flow-service";

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
    public void publish(AppHandle app, String commandId, List<Wanted> deliveries) {
        var requester = PartnerId.ofApp(app.value()).value();
        var command =
                new ReplayDelivery(
                        ReplayDelivery.SCHEMA_VERSION,
                        requester,
                        commandId,
                        clock.instant(),
                        seal.seal(
                                codec.encode(named(deliveries)),
                                ReplayDelivery.binding(requester, commandId)));
        publisher.publishAndAwait(
                new Event(
                        Topics.COMMANDS,
                        requester,
                        command.eventId(),
                        EventType.REPLAY_DELIVERY,
                        SOURCE,
                        requester,
                        command.requestedAt(),
                        codec.encode(command),
                        null));
    }

    private static ReplayDelivery.Deliveries named(List<Wanted> deliveries) {
        return new ReplayDelivery.Deliveries(
                deliveries.stream()
                        .map(
                                one ->
                                        new ReplayDelivery.Wanted(
                                                one.key().acceptedAt(),
                                                one.key().webhookId().value(),
                                                one.endpoint()))
                        .toList());
    }
}
