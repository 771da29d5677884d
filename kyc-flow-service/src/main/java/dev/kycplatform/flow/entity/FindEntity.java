package dev.kycplatform.flow.entity;

import dev.kycplatform.contracts.flow.AppHandle;
import dev.kycplatform.contracts.flow.EntityHandle;
import dev.kycplatform.contracts.flow.FlowError;
import dev.kycplatform.contracts.flow.FlowException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.Optional;

/** Entities as they stand registered. */
@ApplicationScoped
public class FindEntity {
    private final EntityRepository entities;

    FindEntity(EntityRepository entities) {
        this.entities = entities;
    }

    @Transactional
    public boolean exists(AppHandle app, EntityHandle handle) {
        return entities.exists(app, handle);
    }

    /** @throws FlowException with USER_NOT_FOUND */
    @Transactional
    public Entity get(AppHandle app, EntityHandle handle) {
        return entities.find(app, handle)
                .orElseThrow(() -> new FlowException(FlowError.USER_NOT_FOUND));
    }

    /** @param total how many there are on all pages */
    public record Page(List<Entity> entities, long total) {}

    /** @param page from 1 */
    @Transactional
    public Page page(AppHandle app, Optional<EntityType> type, int page, int perPage) {
        return new Page(
                entities.page(app, type, (page - 1) * perPage, perPage), entities.count(app, type));
    }
}
