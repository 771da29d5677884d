package dev.kycplatform.flow.entity.persistence;

import dev.kycplatform.flow.entity.Detail;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.FetchType;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Something registered of an entity, as it is stored. */
@Entity
@Table(schema = "flow", name = "entity_item")
class EntityItemRow {
    @Id UUID itemId;

    @ManyToOne(fetch = FetchType.LAZY, optional = false)
    @JoinColumn(name = "entity_id")
    EntityRow entity;

    @Enumerated(EnumType.STRING)
    Detail.Kind kind;

    byte[] sealed;
    @Nullable String identityType;
    byte @Nullable [] identityHash;
    byte @Nullable [] uniqueHash;
    Instant addedAt;
    Instant modifiedAt;
}
