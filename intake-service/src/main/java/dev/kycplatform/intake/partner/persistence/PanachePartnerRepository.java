package dev.kycplatform.intake.partner.persistence;

import dev.kycplatform.contracts.error.ErrorCode;
import dev.kycplatform.contracts.error.KycException;
import dev.kycplatform.contracts.job.PartnerId;
import dev.kycplatform.intake.partner.PartnerRepository;
import dev.kycplatform.intake.partner.RegisteredPartner;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import io.quarkus.panache.common.Sort;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.OptimisticLockException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.hibernate.exception.ConstraintViolationException;
import org.jspecify.annotations.Nullable;

/** Partners in PostgreSQL. */
@ApplicationScoped
class PanachePartnerRepository
        implements PartnerRepository, PanacheRepositoryBase<PartnerRow, String> {

    @Override
    public Optional<RegisteredPartner> byId(PartnerId id) {
        return findByIdOptional(id.value()).map(PartnerRows::toDomain);
    }

    @Override
    public List<RegisteredPartner> after(String after, int most) {
        return find("partnerId > ?1", Sort.by("partnerId"), after).page(0, most).stream()
                .map(PartnerRows::toDomain)
                .toList();
    }

    @Override
    public void add(RegisteredPartner partner) {
        if (findByIdOptional(partner.id().value()).isPresent()) {
            throw taken(partner.id());
        }
        try {
            persistAndFlush(PartnerRows.toRow(partner));
        } catch (ConstraintViolationException _) {
            // Somebody was faster.
            throw taken(partner.id());
        }
    }

    @Override
    public RegisteredPartner update(RegisteredPartner partner) {
        var row = findById(partner.id().value());
        if (row == null || row.version != partner.version()) {
            throw changedMeanwhile(null);
        }
        PartnerRows.update(row, partner);
        try {
            flush();
        } catch (OptimisticLockException e) {
            throw changedMeanwhile(e);
        }
        return PartnerRows.toDomain(row);
    }

    @Override
    public List<PartnerId> withExpiredSecrets(Instant now) {
        return getEntityManager()
                .createQuery(
                        "SELECT DISTINCT p.partnerId FROM PartnerRow p JOIN p.secrets s WHERE s.notAfter <= :now",
                        String.class)
                .setParameter("now", now)
                .getResultStream()
                .map(PartnerId::new)
                .toList();
    }

    private static KycException taken(PartnerId id) {
        return new KycException(ErrorCode.ALREADY_EXISTS, "partner " + id + " exists already");
    }

    private static KycException changedMeanwhile(@Nullable Throwable cause) {
        return new KycException(
                ErrorCode.CONFLICT, "the partner was changed meanwhile; try again", cause);
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
