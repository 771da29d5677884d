package dev.kycplatform.flow.flow.persistence;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A row of {@code flow.flow}. */
@Entity
@Table(schema = "flow", name = "flow")
class FlowRow {
    @Id UUID flowId;
    @Version long version;
    String appHandle;
    String name;
    @Nullable String kycLevel;
    String[] checks;
    String[] lookups;
    String[] verdicts;
    String status;
    Instant createdAt;
    @Nullable String approvedBy;
    @Nullable Instant approvedAt;
    @Nullable Instant retiredAt;
}
