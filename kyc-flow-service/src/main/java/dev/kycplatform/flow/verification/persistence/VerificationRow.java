package dev.kycplatform.flow.verification.persistence;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A row of {@code flow.verification}. Its version is the domain's: who changes it holds its lock. */
@Entity
@Table(schema = "flow", name = "verification")
class VerificationRow {
    @Id UUID verificationId;
    long version;
    UUID entityId;
    String appHandle;
    String userHandle;
    boolean business;
    UUID flowId;
    String contract;
    @Nullable String kycLevel;
    String[] checks;
    Instant requestedAt;
    Instant updatedAt;
    String status;
    @Nullable Instant statusAt;
    @Nullable String action;
    @Nullable String failure;
    int tries;
    int documents;
    boolean answered;
    String[] tags;
    byte[] reasons;
    double score;
    @Nullable Instant dueAt;
}
