package dev.kycplatform.intake.partner;

import dev.kycplatform.contracts.job.PartnerId;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.Optional;

/** The partners of this deployment, for its operators, a page at a time. */
@ApplicationScoped
public class ListPartners {
    private final PartnerRepository partners;

    ListPartners(PartnerRepository partners) {
        this.partners = partners;
    }

    /**
     * @param partners by id, ascending
     * @param next what to go on after; empty: there is no more
     */
    public record Page(List<RegisteredPartner> partners, Optional<PartnerId> next) {}

    /**
     * @param after the last id of the page before; empty: the first page
     * @param most at least 1
     */
    @Transactional
    public Page list(String after, int most) {
        var found = partners.after(after, most + 1);
        if (found.size() <= most) {
            return new Page(found, Optional.empty());
        }
        var page = found.subList(0, most);
        return new Page(page, Optional.of(page.getLast().id()));
    }
}
