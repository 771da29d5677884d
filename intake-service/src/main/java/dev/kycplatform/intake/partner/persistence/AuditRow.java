package dev.kycplatform.intake.partner.persistence;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A row of {@code intake.audit}. Written once, never changed. */
@Entity
@Table(name = "audit")
class AuditRow {
    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    @Column(name = "id")
    Long id;

    @Column(name = "at")
    Instant at;

    @Column(name = "operator")
    String operator;

    @Column(name = "action")
    String action;

    @Column(name = "subject")
    String subject;

    @Column(name = "reason")
    @Nullable String reason;
}
