package dev.kycplatform.worker.lookup;

import dev.kycplatform.contracts.error.KycException;
import dev.kycplatform.contracts.job.PartnerId;
import dev.kycplatform.partners.Partner;
import java.util.Optional;

/** The partners as they now are. */
public interface Partners {
    /** @throws KycException with EVENT_LOG_UNAVAILABLE while they are not all known yet */
    Optional<Partner> find(PartnerId id);
}
