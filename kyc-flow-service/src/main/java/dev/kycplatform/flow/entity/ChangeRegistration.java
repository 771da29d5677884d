package dev.kycplatform.flow.entity;

import dev.kycplatform.contracts.flow.AppHandle;
import dev.kycplatform.contracts.flow.EntityHandle;
import dev.kycplatform.contracts.flow.FlowError;
import dev.kycplatform.contracts.flow.FlowException;
import dev.kycplatform.contracts.flow.Violations;
import dev.kycplatform.flow.FlowConfig;
import dev.kycplatform.flow.entity.Detail.Identity;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import java.util.function.UnaryOperator;

/**
 * Adds, changes and deletes what is registered of an entity, where its verifications allow it (contract, section 7.6). Each
 * locks the entity first, so that no verification starts on what is just being changed.
 */
@ApplicationScoped
public class ChangeRegistration {
    private final EntityRepository entities;
    private final VerificationStanding verifications;
    private final ChangeRules rules;
    private final Clock clock;
    private final int mostOfEach;

    ChangeRegistration(
            EntityRepository entities,
            VerificationStanding verifications,
            ChangeRules rules,
            Clock clock,
            FlowConfig config) {
        this.entities = entities;
        this.verifications = verifications;
        this.rules = rules;
        this.clock = clock;
        this.mostOfEach = config.registration().mostOfEach();
    }

    /** @throws FlowException with USER_NOT_FOUND, UPDATE_REFUSED, IDENTITY_TAKEN, or VALIDATION for one too many */
    @Transactional
    public <D extends Detail> Item<D> add(AppHandle app, EntityHandle handle, D detail) {
        var entity = locked(app, handle);
        var now = now();
        rules.check(detail.kind(), verifications.of(entity.id(), now), now);
        requireRoom(entity, detail);
        var item = Item.of(detail, now);
        store(entity.with(item), now);
        return item;
    }

    /**
     * @param change gives what it becomes; what it throws undoes everything
     * @throws FlowException with USER_NOT_FOUND, ITEM_NOT_FOUND, UPDATE_REFUSED or IDENTITY_TAKEN
     */
    @Transactional
    public <D extends Detail> Item<D> change(
            AppHandle app, EntityHandle handle, UUID id, Class<D> kind, UnaryOperator<D> change) {
        var entity = locked(app, handle);
        var now = now();
        var item = item(entity, id, kind);
        rules.check(item.detail().kind(), verifications.of(entity.id(), now), now);
        var changed = item.changedTo(change.apply(item.detail()), now);
        if (changed.detail() instanceof Identity identity) {
            requireOnlyOfItsType(entity.without(id), identity);
        }
        store(entity.withChanged(changed), now);
        return changed;
    }

    /** @throws FlowException with USER_NOT_FOUND, ITEM_NOT_FOUND or UPDATE_REFUSED */
    @Transactional
    public void delete(AppHandle app, EntityHandle handle, UUID id, Class<? extends Detail> kind) {
        var entity = locked(app, handle);
        var now = now();
        var item = item(entity, id, kind);
        rules.check(item.detail().kind(), verifications.of(entity.id(), now), now);
        store(entity.without(id), now);
    }

    /**
     * @param change gives what it becomes, of the same type; what it throws undoes everything
     * @throws FlowException with USER_NOT_FOUND or UPDATE_REFUSED
     */
    @Transactional
    public Entity changeProfile(AppHandle app, EntityHandle handle, UnaryOperator<Profile> change) {
        var entity = locked(app, handle);
        var now = now();
        rules.checkProfile(verifications.of(entity.id(), now));
        var changed = entity.withProfile(change.apply(entity.profile()), now);
        store(changed, now);
        return changed;
    }

    private Entity locked(AppHandle app, EntityHandle handle) {
        return entities.lock(app, handle)
                .orElseThrow(() -> new FlowException(FlowError.USER_NOT_FOUND));
    }

    private void store(Entity entity, Instant now) {
        entities.update(entity);
        verifications.dataChanged(entity.id(), now);
    }

    private void requireRoom(Entity entity, Detail detail) {
        if (detail instanceof Identity identity) {
            requireOnlyOfItsType(entity, identity);
        } else if (entity.items(detail.getClass()).size() >= mostOfEach) {
            throw refusal(
                    ChangeRules.nameOf(detail.kind()),
                    "No more than %d can be registered.".formatted(mostOfEach));
        }
    }

    private static void requireOnlyOfItsType(Entity others, Identity identity) {
        if (others.identities().stream()
                .anyMatch(known -> known.detail().alias().equals(identity.alias()))) {
            throw refusal("identity_alias", "An identity of this type is already registered.");
        }
    }

    private static FlowException refusal(String field, String message) {
        var violations = new Violations();
        violations.add(List.of(field), message);
        return new FlowException(FlowError.VALIDATION, violations);
    }

    private static <D extends Detail> Item<D> item(Entity entity, UUID id, Class<D> kind) {
        return entity.items(kind).stream()
                .filter(item -> item.id().equals(id))
                .findFirst()
                .orElseThrow(
                        () ->
                                new FlowException(
                                        FlowError.ITEM_NOT_FOUND, kind.getSimpleName(), id));
    }

    /** As it is stored. Read once the lock is held. */
    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
