package dev.kycplatform.flow.verification.persistence;

import dev.kycplatform.flow.entity.VerificationStanding;
import dev.kycplatform.flow.verification.RegistrationUpdates;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.UUID;

/** How entities stand, for what may be changed of them. */
@ApplicationScoped
class EntityStandings implements VerificationStanding {
    private final RegistrationUpdates updates;

    EntityStandings(RegistrationUpdates updates) {
        this.updates = updates;
    }

    @Override
    public Standing of(UUID entityId, Instant now) {
        var standing = updates.standing(entityId, now);
        return new Standing(standing.isPending(), standing.lastPassedAt());
    }

    @Override
    public void dataChanged(UUID entityId, Instant now) {
        updates.changed(entityId, now);
    }
}
