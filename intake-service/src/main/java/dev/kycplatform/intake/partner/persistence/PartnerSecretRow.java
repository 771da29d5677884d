package dev.kycplatform.intake.partner.persistence;

import dev.kycplatform.intake.partner.PartnerSecretKind;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A row of {@code intake.partner_secret}. */
@Entity
@Table(name = "partner_secret")
class PartnerSecretRow {
    @Id
    @Column(name = "secret_id")
    String secretId;

    @Enumerated(EnumType.STRING)
    @Column(name = "kind")
    PartnerSecretKind kind;

    @Column(name = "sealed")
    byte[] sealed;

    @Column(name = "created_at")
    Instant createdAt;

    @Column(name = "not_after")
    @Nullable Instant notAfter;
}
