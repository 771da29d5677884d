package dev.kycplatform.flow.verification.messaging;

import dev.kycplatform.contracts.Topics;
import dev.kycplatform.contracts.event.Event;
import dev.kycplatform.contracts.event.EventType;
import dev.kycplatform.contracts.flow.VerificationChanged;
import dev.kycplatform.contracts.job.KycEnvironment;
import dev.kycplatform.deployment.DeploymentConfig;
import dev.kycplatform.eventlog.EventCodec;
import dev.kycplatform.flow.verification.Announcements;
import dev.kycplatform.flow.verification.KycAction;
import dev.kycplatform.flow.verification.Notice;
import dev.kycplatform.flow.verification.Outbox;
import dev.kycplatform.flow.verification.OwedWebhooks;
import dev.kycplatform.flow.verification.Step;
import dev.kycplatform.flow.verification.Verification;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Locale;

/** Transitions as records on {@code kyc.verifications}, and the webhooks they owe as rows beside them. */
@ApplicationScoped
class OutboxAnnouncements implements Announcements {
    private static final String SOURCE = "/kyc-flow-service";

    private final Outbox outbox;
    private final OwedWebhooks webhooks;
    private final EventCodec codec;
    private final KycEnvironment environment;

    OutboxAnnouncements(
            Outbox outbox, OwedWebhooks webhooks, EventCodec codec, DeploymentConfig deployment) {
        this.outbox = outbox;
        this.webhooks = webhooks;
        this.codec = codec;
        this.environment = deployment.environment();
    }

    @Override
    public void announce(Step step) {
        var event = changed(step);
        outbox.add(
                new Event(
                        Topics.VERIFICATIONS,
                        step.after().entity().key(),
                        event.eventId(),
                        EventType.VERIFICATION_CHANGED,
                        SOURCE,
                        event.verificationId(),
                        event.changedAt(),
                        codec.encode(event),
                        null));
        Notice.of(step.after()).ifPresent(notice -> webhooks.owe(step.after(), notice));
    }

    private VerificationChanged changed(Step step) {
        Verification after = step.after();
        return new VerificationChanged(
                VerificationChanged.SCHEMA_VERSION,
                after.entity().appHandle(),
                after.entity().userHandle(),
                after.id().toString(),
                after.version(),
                environment,
                after.contract().name().toLowerCase(Locale.ROOT),
                after.flow().toString(),
                after.kycLevel().orElse(null),
                after.state().wire(),
                after.action().map(KycAction::wire).orElse(null),
                step.cause().wire(),
                after.tags(),
                after.requestedAt(),
                after.updatedAt());
    }
}
