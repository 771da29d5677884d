package dev.kycplatform.flow.verification;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Verifications at rest, as they were last written. Every method joins the caller's transaction. */
public interface Verifications {
    void add(Verification verification);

    Optional<Verification> byId(VerificationId id);

    /**
     * Locks the entity it is of, then it: until the transaction ends nobody else changes it, or decides anything about
     * its entity. Whoever decides by the time reads the clock after this.
     */
    Optional<Verification> lock(VerificationId id);

    /** The next version of a locked one. */
    void update(Verification verification);

    /** All that are open, and those that ended after that time: what the limits count. */
    List<Verification> counting(UUID entityId, Instant endedAfter);

    /** When one passed last, of those that are written down as passed; empty: none has. */
    Optional<Instant> lastPassedAt(UUID entityId);

    /** Newest first. */
    List<Verification> ofEntity(UUID entityId, int most);

    /** Those that are open, locked. */
    List<Verification> lockOpen(UUID entityId);

    /** Some that time has changed, locked; not those that another instance has locked. */
    List<Verification> lockOverdue(Instant now, int most);

    /** Those that wait for an operator, the longest waiting first. */
    List<Verification> awaitingReview(int most);
}
