package dev.kycplatform.flow.entity.persistence;

import dev.kycplatform.flow.entity.EntityType;
import jakarta.persistence.CascadeType;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.FetchType;
import jakarta.persistence.Id;
import jakarta.persistence.OneToMany;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** A registered entity, as it is stored. */
@Entity
@Table(schema = "flow", name = "entity")
class EntityRow {
    @Id UUID entityId;

    String appHandle;
    String handle;
    @Version long version;

    @Enumerated(EnumType.STRING)
    EntityType type;

    byte[] profile;
    Instant createdAt;
    Instant modifiedAt;

    @OneToMany(
            mappedBy = "entity",
            cascade = CascadeType.ALL,
            orphanRemoval = true,
            fetch = FetchType.LAZY)
    List<EntityItemRow> items = new ArrayList<>();
}
