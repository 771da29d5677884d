package dev.kycplatform.intake.partner;

import dev.kycplatform.contracts.job.PartnerId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Partners at rest. Every method joins the caller's transaction. */
public interface PartnerRepository {
    Optional<RegisteredPartner> byId(PartnerId id);

    /**
     * By id, ascending.
     *
     * @param after the last id not wanted any more; empty: from the first
     */
    List<RegisteredPartner> after(String after, int most);

    /** @throws dev.kycplatform.contracts.error.KycException with ALREADY_EXISTS if the id is taken */
    void add(RegisteredPartner partner);

    /**
     * Stores the partner under its next version and gives it back.
     *
     * @throws dev.kycplatform.contracts.error.KycException with CONFLICT if its version is no longer the
     *     stored one
     */
    RegisteredPartner update(RegisteredPartner partner);

    /** An id nobody has: digits. */
    PartnerId nextId();

    /** Who has a secret that has come to its end. */
    List<PartnerId> withExpiredSecrets(Instant now);
}
