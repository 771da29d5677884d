package dev.kycplatform.flow.entity.persistence;

import dev.kycplatform.flow.entity.VerificationStanding;
import io.quarkus.arc.DefaultBean;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.UUID;

/** The standing of entities in a service that verifies nobody. Gives way to any other. */
@DefaultBean
@ApplicationScoped
class NeverVerified implements VerificationStanding {
    @Override
    public Standing of(UUID entityId, Instant now) {
        return Standing.NEVER_VERIFIED;
    }

    @Override
    public void dataChanged(UUID entityId, Instant now) {
        // There is nothing that could expire.
    }
}
