package dev.kycplatform.flow.verification;

import dev.kycplatform.flow.flow.Flows;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;

/** Goes on with a verification that waited for data or a document: its authorities are asked anew. */
@ApplicationScoped
public class ResumeVerification {
    private final Entities entities;
    private final Flows flows;
    private final Verifications verifications;
    private final PresentedDocuments documents;
    private final Aging aging;
    private final AskAuthorities askAuthorities;
    private final MoveVerification moving;
    private final Clock clock;

    ResumeVerification(
            Entities entities,
            Flows flows,
            Verifications verifications,
            PresentedDocuments documents,
            Aging aging,
            AskAuthorities askAuthorities,
            MoveVerification moving,
            Clock clock) {
        this.entities = entities;
        this.flows = flows;
        this.verifications = verifications;
        this.documents = documents;
        this.aging = aging;
        this.askAuthorities = askAuthorities;
        this.moving = moving;
        this.clock = clock;
    }

    /** @param presented the documents that were uploaded for it; none if only data changed */
    @Transactional
    public ResumeOutcome resume(
            String appHandle, String userHandle, VerificationId id, List<UUID> presented) {
        var entity = entities.lock(appHandle, userHandle);
        if (entity.isEmpty()) {
            return new ResumeOutcome.UnknownEntity();
        }
        var ref = entity.get().ref();
        var stored = verifications.lock(id).filter(it -> it.entity().id().equals(ref.id()));
        if (stored.isEmpty()) {
            return new ResumeOutcome.UnknownVerification();
        }
        var unknown = presented.stream().filter(it -> !documents.isOf(ref, it)).findFirst();
        return unknown.<ResumeOutcome>map(ResumeOutcome.UnknownDocument::new)
                .orElseGet(() -> resume(stored.get(), entity.get(), presented.size()));
    }

    private ResumeOutcome resume(Verification stored, RegisteredEntity entity, int presented) {
        var now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        var effective = aging.effective(stored, now);
        if (!(effective.state() instanceof VerificationState.DocumentsRequired waiting)) {
            return new ResumeOutcome.NotResumable(effective.state().wire());
        }
        var flow = flows.byId(stored.flow()).orElseThrow();
        var missing = askAuthorities.missing(flow, entity);
        if (!missing.isEmpty()) {
            return new ResumeOutcome.MissingData(missing);
        }
        var resumed = stored.resume(waiting, presented, now);
        moving.move(Step.of(resumed, Step.Cause.RESUMED));
        askAuthorities.ask(resumed, flow, entity, now);
        return new ResumeOutcome.Resumed(resumed);
    }
}
