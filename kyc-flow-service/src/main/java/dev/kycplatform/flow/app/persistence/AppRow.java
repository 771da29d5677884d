package dev.kycplatform.flow.app.persistence;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Instant;

/** An app, as it is stored. */
@Entity
@Table(schema = "flow", name = "app")
class AppRow {
    @Id String appHandle;

    /** Travels with the app: a lower one is ignored by whoever reads it. */
    @Version long version;

    String name;
    boolean enabled;
    Instant createdAt;
}
