package dev.kycplatform.intake.partner;

import dev.kycplatform.contracts.job.PartnerId;
import java.util.List;
import java.util.Optional;

/** Partners at rest. Every method joins the caller's transaction. */
public interface PartnerRepository {
    Optional<RegisteredPartner> byId(PartnerId id);

    /** By id, ascending. */
    List<RegisteredPartner> all();

    void add(RegisteredPartner partner);

    /** An id nobody has: digits. */
    PartnerId nextId();
}
