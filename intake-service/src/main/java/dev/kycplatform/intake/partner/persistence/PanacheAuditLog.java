package dev.kycplatform.intake.partner.persistence;

import dev.kycplatform.intake.partner.AuditLog;
import dev.kycplatform.intake.partner.Requester;
import io.quarkus.hibernate.orm.panache.PanacheRepository;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;

/** Audit rows in PostgreSQL. */
@ApplicationScoped
class PanacheAuditLog implements AuditLog, PanacheRepository<AuditRow> {
    private final Clock clock;

    PanacheAuditLog(Clock clock) {
        this.clock = clock;
    }

    @Override
    public void record(Requester requester, String action, String subject) {
        var row = new AuditRow();
        row.at = clock.instant();
        row.operator = requester.operator();
        row.action = action;
        row.subject = subject;
        row.reason = requester.reason().orElse(null);
        persist(row);
    }
}
