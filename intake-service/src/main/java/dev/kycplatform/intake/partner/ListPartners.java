package dev.kycplatform.intake.partner;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.List;

/** Every partner of this deployment, for its operators. */
@ApplicationScoped
public class ListPartners {
    private final PartnerRepository partners;

    ListPartners(PartnerRepository partners) {
        this.partners = partners;
    }

    /** By id, ascending. */
    @Transactional
    public List<RegisteredPartner> list() {
        return partners.all();
    }
}
