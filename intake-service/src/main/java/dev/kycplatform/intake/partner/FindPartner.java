package dev.kycplatform.intake.partner;

import dev.kycplatform.contracts.error.KycException;
import dev.kycplatform.contracts.job.PartnerId;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.Optional;

/** One partner of the registry, as it stands now. */
@ApplicationScoped
public class FindPartner {
    private final PartnerRepository partners;

    FindPartner(PartnerRepository partners) {
        this.partners = partners;
    }

    @Transactional
    public Optional<RegisteredPartner> find(PartnerId id) {
        return partners.byId(id);
    }

    /** @throws KycException with NOT_FOUND */
    @Transactional
    public RegisteredPartner get(PartnerId id) {
        return partners.byId(id).orElseThrow(() -> AuditedRegistry.no(id));
    }
}
