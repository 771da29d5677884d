package dev.kycplatform.flow.verification;

import dev.kycplatform.flow.flow.Flow;
import dev.kycplatform.flow.flow.FlowId;
import dev.kycplatform.flow.flow.Flows;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.UUID;

/**
 * Starts a verification, unless something is against it. One transaction: lock the entity, then read the
 * clock, then decide by the same function that readers use, then write it all; so that of many at once, at
 * any number of instances, one starts.
 */
@ApplicationScoped
public class StartVerification {
    private final Entities entities;
    private final Flows flows;
    private final Verifications verifications;
    private final Limits limits;
    private final Rules rules;
    private final AskAuthorities askAuthorities;
    private final MoveVerification moving;
    private final Clock clock;

    StartVerification(
            Entities entities,
            Flows flows,
            Verifications verifications,
            Limits limits,
            Rules rules,
            AskAuthorities askAuthorities,
            MoveVerification moving,
            Clock clock) {
        this.entities = entities;
        this.flows = flows;
        this.verifications = verifications;
        this.limits = limits;
        this.rules = rules;
        this.askAuthorities = askAuthorities;
        this.moving = moving;
        this.clock = clock;
    }

    /** Advanced: by the flow's id. */
    @Transactional
    public StartOutcome start(String appHandle, String userHandle, FlowId flow) {
        return start(
                appHandle,
                userHandle,
                Contract.ADVANCED,
                _ ->
                        flows.byId(flow)
                                .filter(found -> found.appHandle().equals(appHandle))
                                .filter(found -> !found.isRetired()));
    }

    /** Classic: by the flow's level; a flow that is not approved is as none. */
    @Transactional
    public StartOutcome startLevel(
            String appHandle, String userHandle, Optional<String> wanted, Levels levels) {
        return start(
                appHandle,
                userHandle,
                Contract.CLASSIC,
                entity ->
                        flows.byLevel(appHandle, levels.level(wanted, entity.isBusiness()))
                                .filter(Flow::isApproved));
    }

    /** Which level is meant. */
    @FunctionalInterface
    public interface Levels {
        String level(Optional<String> wanted, boolean isBusiness);
    }

    @FunctionalInterface
    private interface FindFlow {
        Optional<Flow> of(RegisteredEntity entity);
    }

    private StartOutcome start(
            String appHandle, String userHandle, Contract contract, FindFlow finding) {
        var entity = entities.lock(appHandle, userHandle);
        if (entity.isEmpty()) {
            return new StartOutcome.Refused(new Refusal.UnknownEntity());
        }
        // After the lock: whoever waited for it must not decide by the time it came.
        var now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        var flow = finding.of(entity.get());
        if (flow.isEmpty()) {
            return new StartOutcome.Refused(new Refusal.UnknownFlow());
        }
        return refuse(entity.get(), flow.get(), now)
                .<StartOutcome>map(StartOutcome.Refused::new)
                .orElseGet(() -> started(entity.get(), flow.get(), contract, now));
    }

    private Optional<Refusal> refuse(RegisteredEntity entity, Flow flow, Instant now) {
        if (!flow.isApproved()) {
            return Optional.of(new Refusal.FlowNotApproved());
        }
        var counting = verifications.counting(entity.ref().id(), now.minus(rules.memory()));
        return limits.refuse(entity.ref(), counting, now)
                .or(
                        () ->
                                Optional.of(askAuthorities.missing(flow, entity))
                                        .filter(missing -> !missing.isEmpty())
                                        .map(Refusal.MissingData::new));
    }

    private StartOutcome started(
            RegisteredEntity entity, Flow flow, Contract contract, Instant now) {
        var verification =
                Verification.request(
                        new VerificationId(UUID.randomUUID()),
                        entity,
                        flow.id(),
                        contract,
                        flow.kycLevel(),
                        flow.orderedChecks(),
                        now);
        moving.begin(Step.of(verification, Step.Cause.REQUESTED));
        askAuthorities.ask(verification, flow, entity, now);
        return new StartOutcome.Started(verification);
    }
}
