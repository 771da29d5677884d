package dev.kycplatform.flow.entity;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * What registered data needs to know of an entity's verifications, and what these need to know of it. Both methods are
 * called within the transaction that changes the entity, its row locked.
 */
public interface VerificationStanding {
    /** Where the entity stands at a time. */
    Standing of(UUID entityId, Instant now);

    /** Something registered of the entity was added, changed or deleted: an update, from which an expiry counts anew. */
    void dataChanged(UUID entityId, Instant now);

    /**
     * @param isPending whether a verification is pending now
     * @param lastPassedAt when one passed last, however long ago
     */
    record Standing(boolean isPending, Optional<Instant> lastPassedAt) {
        public static final Standing NEVER_VERIFIED = new Standing(false, Optional.empty());
    }
}
