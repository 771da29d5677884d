package dev.kycplatform.flow.entity;

import dev.kycplatform.contracts.flow.AppHandle;
import dev.kycplatform.contracts.flow.EntityHandle;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** Entities at rest. Every method joins the caller's transaction. */
public interface EntityRepository {
    Optional<Entity> find(AppHandle app, EntityHandle handle);

    Optional<Entity> find(UUID id);

    /**
     * Locks the entity's row and gives the entity as it is once the lock is held: whoever decides something about an
     * entity locks it first, then reads the clock, then decides.
     */
    Optional<Entity> lock(AppHandle app, EntityHandle handle);

    /** The same by id. */
    Optional<Entity> lock(UUID id);

    boolean exists(AppHandle app, EntityHandle handle);

    /**
     * @param signers addresses by whose keys it signs; {@code 0x} and 40 hex digits, lower case
     * @throws dev.kycplatform.contracts.flow.FlowException with HANDLE_TAKEN, IDENTITY_TAKEN or ADDRESS_TAKEN
     */
    void add(Entity entity, Set<String> signers);

    /**
     * Stores a locked entity under its next version.
     *
     * @throws dev.kycplatform.contracts.flow.FlowException with IDENTITY_TAKEN
     */
    void update(Entity entity);

    /** A page of an app's entities of a type, by handle. @param type empty: of any */
    List<Entity> page(AppHandle app, Optional<EntityType> type, int offset, int most);

    long count(AppHandle app, Optional<EntityType> type);
}
