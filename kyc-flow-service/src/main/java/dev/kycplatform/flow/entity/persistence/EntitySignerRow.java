package dev.kycplatform.flow.entity.persistence;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;

/** By whose key an entity signs, as it is stored. */
@Entity
@Table(schema = "flow", name = "entity_signer")
class EntitySignerRow {
    @Id byte[] addressHash;

    UUID entityId;
    Instant addedAt;
}
