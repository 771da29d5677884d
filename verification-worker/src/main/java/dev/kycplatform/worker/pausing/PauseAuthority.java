package dev.kycplatform.worker.pausing;

import dev.kycplatform.contracts.error.ErrorCode;
import dev.kycplatform.contracts.error.KycException;
import dev.kycplatform.contracts.job.IdType;
import dev.kycplatform.contracts.job.IdTypes;
import dev.kycplatform.operators.AuditLog;
import dev.kycplatform.operators.Requester;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.util.List;

/**
 * Pauses an authority and lets it be asked again; the change and its audit commit together. Every instance
 * heeds it within a few seconds; lookups under way end. Meanwhile jobs are parked, and those that somebody
 * waits for end 1015.
 */
@ApplicationScoped
public class PauseAuthority {
    private final Pauses pauses;
    private final AuditLog audit;
    private final IdTypes idTypes;
    private final Clock clock;

    PauseAuthority(Pauses pauses, AuditLog audit, IdTypes idTypes, Clock clock) {
        this.pauses = pauses;
        this.audit = audit;
        this.idTypes = idTypes;
        this.clock = clock;
    }

    @Transactional
    public List<Pause> paused() {
        return pauses.all();
    }

    /**
     * Harmless if it is paused already.
     *
     * @throws KycException with INVALID_REQUEST if no reason is given, NOT_FOUND if there is no such authority
     */
    @Transactional
    public void pause(String authority, Requester requester) {
        requireKnown(authority);
        var reason =
                requester
                        .reason()
                        .orElseThrow(
                                () ->
                                        new KycException(
                                                ErrorCode.INVALID_REQUEST, "reason is required"));
        if (pauses.add(new Pause(authority, requester.operator(), reason, clock.instant()))) {
            audit.record(requester, "authority.pause", authority);
        }
    }

    /**
     * Harmless if it is not paused.
     *
     * @throws KycException with NOT_FOUND if there is no such authority
     */
    @Transactional
    public void resume(String authority, Requester requester) {
        requireKnown(authority);
        if (pauses.remove(authority)) {
            audit.record(requester, "authority.resume", authority);
        }
    }

    private void requireKnown(String authority) {
        if (idTypes.all().stream().map(IdType::authority).noneMatch(authority::equals)) {
            throw new KycException(ErrorCode.NOT_FOUND, "no ID type belongs to that authority");
        }
    }
}
