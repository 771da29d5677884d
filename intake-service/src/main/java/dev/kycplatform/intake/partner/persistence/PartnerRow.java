package dev.kycplatform.intake.partner.persistence;

import jakarta.persistence.CascadeType;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.OneToMany;
import jakarta.persistence.OrderBy;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A row of {@code intake.partner} with its secrets. */
@Entity
@Table(name = "partner")
class PartnerRow {
    @Id
    @Column(name = "partner_id")
    String partnerId;

    @Version
    @Column(name = "version")
    long version;

    @Column(name = "name")
    String name;

    @Column(name = "enabled")
    boolean enabled;

    @Column(name = "production_enabled")
    boolean productionEnabled;

    @Column(name = "id_types")
    String @Nullable [] idTypes;

    @Column(name = "default_callback")
    byte @Nullable [] defaultCallback;

    @Column(name = "rate_per_second")
    @Nullable Integer ratePerSecond;

    @Column(name = "burst")
    @Nullable Integer burst;

    /** In seconds. */
    @Column(name = "give_up_after")
    @Nullable Long giveUpAfter;

    @Column(name = "changed_at")
    Instant changedAt;

    @OneToMany(cascade = CascadeType.ALL, orphanRemoval = true, fetch = FetchType.EAGER)
    @JoinColumn(name = "partner_id", nullable = false)
    @OrderBy("createdAt DESC, secretId")
    List<PartnerSecretRow> secrets = new ArrayList<>();
}
