package dev.kycplatform.intake.partner.messaging;

import dev.kycplatform.contracts.Topics;
import dev.kycplatform.contracts.event.Event;
import dev.kycplatform.contracts.event.EventType;
import dev.kycplatform.contracts.partner.PartnerChanged;
import dev.kycplatform.eventlog.EventCodec;
import dev.kycplatform.eventlog.EventPublisher;
import dev.kycplatform.intake.partner.PartnerAnnouncer;
import dev.kycplatform.intake.partner.PartnerSecretKind;
import dev.kycplatform.intake.partner.RegisteredPartner;
import dev.kycplatform.partners.Partner;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.List;

/** Partners as records on {@code kyc.partners}. */
@ApplicationScoped
class KafkaPartnerAnnouncer implements PartnerAnnouncer {
    private static final String SOURCE = "/intake-service";

    private final EventPublisher publisher;
    private final EventCodec codec;
    private final Clock clock;

    KafkaPartnerAnnouncer(EventPublisher publisher, EventCodec codec, Clock clock) {
        this.publisher = publisher;
        this.codec = codec;
        this.clock = clock;
    }

    @Override
    public void announce(RegisteredPartner partner) {
        var event = changed(partner);
        publisher.publishAndAwait(
                new Event(
                        Topics.PARTNERS,
                        partner.id().value(),
                        event.eventId(),
                        EventType.PARTNER_CHANGED,
                        SOURCE,
                        partner.id().value(),
                        partner.changedAt(),
                        codec.encode(event),
                        null));
    }

    private PartnerChanged changed(RegisteredPartner partner) {
        return new PartnerChanged(
                PartnerChanged.SCHEMA_VERSION,
                partner.id().value(),
                partner.version(),
                partner.name(),
                partner.isEnabled(),
                partner.isProductionEnabled(),
                partner.idTypes().orElse(null),
                secrets(partner, PartnerSecretKind.API_KEY),
                secrets(partner, PartnerSecretKind.WEBHOOK_SECRET),
                partner.defaultCallback().orElse(null),
                partner.rate().map(Partner.Rate::perSecond).orElse(null),
                partner.rate().map(Partner.Rate::burst).orElse(null),
                partner.giveUpAfter().orElse(null),
                partner.changedAt());
    }

    private List<PartnerChanged.SealedSecret> secrets(
            RegisteredPartner partner, PartnerSecretKind kind) {
        return partner.live(kind, clock.instant()).newestFirst().stream()
                .map(
                        secret ->
                                new PartnerChanged.SealedSecret(
                                        secret.id(), secret.sealed(), secret.notAfter()))
                .toList();
    }
}
