package dev.kycplatform.intake.partner;

import dev.kycplatform.contracts.job.PartnerId;
import java.util.List;
import java.util.Map;

/** Partners whose change has not travelled yet. Each method is a statement of its own. */
public interface PartnerOutbox {
    List<PartnerId> unpublished();

    /** Does nothing if a later version was published meanwhile. */
    void published(PartnerId id, long version);

    /** Every partner's version. */
    Map<PartnerId, Long> versions();

    /** Makes a partner travel again. */
    void publishAgain(PartnerId id);
}
