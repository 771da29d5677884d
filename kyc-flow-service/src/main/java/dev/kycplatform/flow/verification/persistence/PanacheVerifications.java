package dev.kycplatform.flow.verification.persistence;

import dev.kycplatform.flow.verification.Verification;
import dev.kycplatform.flow.verification.VerificationId;
import dev.kycplatform.flow.verification.Verifications;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import io.quarkus.panache.common.Sort;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;

/** Verifications as rows. Each write is sent at once: lookups and history, written beside it, refer to it. */
@ApplicationScoped
class PanacheVerifications implements Verifications, PanacheRepositoryBase<VerificationRow, UUID> {
    static final String LOCK_OVERDUE =
            """
            SELECT * FROM flow.verification WHERE due_at <= :now
            ORDER BY due_at LIMIT :most FOR NO KEY UPDATE SKIP LOCKED\
            """;

    /** Of an entity and its verifications the entity is locked first, by everybody who locks both. */
    private static final String LOCK_ENTITY =
            """
            SELECT e.entity_id FROM flow.entity e
            WHERE e.entity_id = (SELECT v.entity_id FROM flow.verification v WHERE v.verification_id = :id)
            FOR NO KEY UPDATE\
            """;

    private static final String LAST_PASSED_AT =
            "SELECT max(statusAt) FROM VerificationRow WHERE entityId = :entity AND status = 'PASSED'";

    private final VerificationRows rows;

    PanacheVerifications(VerificationRows rows) {
        this.rows = rows;
    }

    @Override
    public void add(Verification verification) {
        persistAndFlush(rows.toRow(verification));
    }

    @Override
    public Optional<Verification> byId(VerificationId id) {
        return findByIdOptional(id.value()).map(rows::toDomain);
    }

    @Override
    public Optional<Verification> lock(VerificationId id) {
        getEntityManager()
                .createNativeQuery(LOCK_ENTITY)
                .setParameter("id", id.value())
                .getResultList();
        return findByIdOptional(id.value(), LockModeType.PESSIMISTIC_WRITE).map(this::fresh);
    }

    /** As it is now that it is locked: what the transaction read of it before is not read again by itself. */
    private Verification fresh(VerificationRow locked) {
        getEntityManager().refresh(locked);
        return rows.toDomain(locked);
    }

    @Override
    public void update(Verification verification) {
        var row = Objects.requireNonNull(findById(verification.id().value()));
        if (row.version >= verification.version()) {
            throw new IllegalStateException("version " + row.version + " is not the one before");
        }
        rows.update(row, verification);
        flush();
    }

    @Override
    public List<Verification> counting(UUID entityId, Instant endedAfter) {
        return list(
                        "entityId = ?1 AND (dueAt IS NOT NULL OR statusAt > ?2)",
                        Sort.descending("requestedAt"),
                        entityId,
                        endedAfter)
                .stream()
                .map(rows::toDomain)
                .toList();
    }

    @Override
    public Optional<Instant> lastPassedAt(UUID entityId) {
        return Optional.ofNullable(
                getEntityManager()
                        .createQuery(LAST_PASSED_AT, Instant.class)
                        .setParameter("entity", entityId)
                        .getSingleResult());
    }

    @Override
    public List<Verification> ofEntity(UUID entityId, int most) {
        return find("entityId", Sort.descending("requestedAt", "verificationId"), entityId)
                .page(0, most)
                .stream()
                .map(rows::toDomain)
                .toList();
    }

    @Override
    public List<Verification> lockOpen(UUID entityId) {
        return find("entityId = ?1 AND dueAt IS NOT NULL", Sort.by("verificationId"), entityId)
                .withLock(LockModeType.PESSIMISTIC_WRITE)
                .stream()
                .map(this::fresh)
                .filter(Verification::isOpen)
                .toList();
    }

    @Override
    public List<Verification> lockOverdue(Instant now, int most) {
        @SuppressWarnings("unchecked")
        List<VerificationRow> overdue =
                getEntityManager()
                        .createNativeQuery(LOCK_OVERDUE, VerificationRow.class)
                        .setParameter("now", now)
                        .setParameter("most", most)
                        .getResultList();
        return overdue.stream().map(rows::toDomain).toList();
    }

    @Override
    public List<Verification> awaitingReview(int most) {
        return find("status IN ('REVIEW', 'DOCUMENTS_RECEIVED')", Sort.by("updatedAt"))
                .page(0, most)
                .stream()
                .map(rows::toDomain)
                .toList();
    }
}
