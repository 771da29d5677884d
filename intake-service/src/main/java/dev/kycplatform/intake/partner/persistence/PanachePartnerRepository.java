package dev.kycplatform.intake.partner.persistence;

import dev.kycplatform.contracts.job.PartnerId;
import dev.kycplatform.intake.partner.PartnerRepository;
import dev.kycplatform.intake.partner.RegisteredPartner;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import io.quarkus.panache.common.Sort;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;

/** Partners in PostgreSQL. */
@ApplicationScoped
class PanachePartnerRepository
        implements PartnerRepository, PanacheRepositoryBase<PartnerRow, String> {

    @Override
    public Optional<RegisteredPartner> byId(PartnerId id) {
        return findByIdOptional(id.value()).map(PartnerRows::toDomain);
    }

    @Override
    public List<RegisteredPartner> all() {
        return findAll(Sort.by("partnerId")).stream().map(PartnerRows::toDomain).toList();
    }

    @Override
    public void add(RegisteredPartner partner) {
        persist(PartnerRows.toRow(partner));
    }

    /** Skips ids that somebody chose by hand. */
    @Override
    public PartnerId nextId() {
        while (true) {
            var next =
                    getEntityManager()
                            .createNativeQuery("SELECT nextval('intake.partner_id')", Long.class)
                            .getSingleResult()
                            .toString();
            if (findByIdOptional(next).isEmpty()) {
                return new PartnerId(next);
            }
        }
    }
}
