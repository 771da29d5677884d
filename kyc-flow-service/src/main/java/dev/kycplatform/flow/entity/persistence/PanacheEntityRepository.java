package dev.kycplatform.flow.entity.persistence;

import dev.kycplatform.contracts.flow.AppHandle;
import dev.kycplatform.contracts.flow.EntityHandle;
import dev.kycplatform.contracts.flow.FlowError;
import dev.kycplatform.contracts.flow.FlowException;
import dev.kycplatform.contracts.flow.Violations;
import dev.kycplatform.contracts.job.KycEnvironment;
import dev.kycplatform.contracts.seal.Keysets;
import dev.kycplatform.contracts.seal.LookupHash;
import dev.kycplatform.deployment.DeploymentConfig;
import dev.kycplatform.flow.entity.Detail;
import dev.kycplatform.flow.entity.Entity;
import dev.kycplatform.flow.entity.EntityRepository;
import dev.kycplatform.flow.entity.EntityType;
import dev.kycplatform.flow.entity.Item;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import io.quarkus.panache.common.Sort;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.hibernate.exception.ConstraintViolationException;
import org.jspecify.annotations.Nullable;

/** Entities in PostgreSQL. */
@ApplicationScoped
class PanacheEntityRepository implements EntityRepository, PanacheRepositoryBase<EntityRow, UUID> {
    private static final String BY_HANDLE = "appHandle = ?1 and handle = ?2";

    private final EntitySeal seal;
    private final LookupHash lookupHash;
    private final boolean areIdentitiesUnique;

    PanacheEntityRepository(EntitySeal seal, Keysets keysets, DeploymentConfig deployment) {
        this.seal = seal;
        this.lookupHash = keysets.lookupHash();
        this.areIdentitiesUnique = deployment.environment() == KycEnvironment.PRODUCTION;
    }

    @Override
    public Optional<Entity> find(AppHandle app, EntityHandle handle) {
        return find(BY_HANDLE, app.value(), handle.value()).firstResultOptional().map(this::opened);
    }

    @Override
    public Optional<Entity> find(UUID id) {
        return findByIdOptional(id).map(this::opened);
    }

    @Override
    public Optional<Entity> lock(AppHandle app, EntityHandle handle) {
        return find(BY_HANDLE, app.value(), handle.value())
                .withLock(LockModeType.PESSIMISTIC_WRITE)
                .firstResultOptional()
                .map(this::opened);
    }

    @Override
    public Optional<Entity> lock(UUID id) {
        return findByIdOptional(id, LockModeType.PESSIMISTIC_WRITE).map(this::opened);
    }

    @Override
    public boolean exists(AppHandle app, EntityHandle handle) {
        return count(BY_HANDLE, app.value(), handle.value()) > 0;
    }

    @Override
    public void add(Entity entity, Set<String> signers) {
        if (exists(entity.app(), entity.handle())) {
            throw handleTaken(entity.handle());
        }
        var row = new EntityRow();
        row.entityId = entity.id();
        row.appHandle = entity.app().value();
        row.handle = entity.handle().value();
        row.version = entity.version();
        row.type = entity.type();
        row.createdAt = entity.createdAt();
        write(row, entity);
        try {
            persistAndFlush(row);
            for (var address : signers) {
                var signer = new EntitySignerRow();
                signer.addressHash = lookupHash.ofBlockchainAddress(address);
                signer.entityId = entity.id();
                signer.addedAt = entity.createdAt();
                getEntityManager().persist(signer);
            }
            flush();
        } catch (ConstraintViolationException e) {
            throw taken(e, entity.handle());
        }
    }

    @Override
    public void update(Entity entity) {
        var row = Objects.requireNonNull(findById(entity.id()), "a locked entity");
        if (row.version != entity.version()) {
            throw new IllegalStateException("the entity was not locked: " + entity.id());
        }
        write(row, entity);
        try {
            flush();
        } catch (ConstraintViolationException e) {
            throw taken(e, entity.handle());
        }
    }

    @Override
    public List<Entity> page(AppHandle app, Optional<EntityType> type, int offset, int most) {
        var query =
                type.isPresent()
                        ? find(
                                "appHandle = ?1 and type = ?2",
                                Sort.by("handle"),
                                app.value(),
                                type.get())
                        : find("appHandle = ?1", Sort.by("handle"), app.value());
        return query.range(offset, offset + most - 1).list().stream().map(this::opened).toList();
    }

    @Override
    public long count(AppHandle app, Optional<EntityType> type) {
        return type.isPresent()
                ? count("appHandle = ?1 and type = ?2", app.value(), type.get())
                : count("appHandle = ?1", app.value());
    }

    private Entity opened(EntityRow row) {
        return new Entity(
                row.entityId,
                new AppHandle(row.appHandle),
                new EntityHandle(row.handle),
                row.version,
                seal.open(row.entityId, row.type, row.profile),
                row.items.stream()
                        .sorted(
                                Comparator.comparing((EntityItemRow item) -> item.addedAt)
                                        .thenComparing(item -> item.itemId))
                        .<Item<?>>map(item -> opened(row.entityId, item))
                        .toList(),
                row.createdAt,
                row.modifiedAt);
    }

    private Item<?> opened(UUID entityId, EntityItemRow item) {
        return new Item<>(
                item.itemId,
                seal.open(entityId, item.itemId, item.kind, item.sealed),
                item.addedAt,
                item.modifiedAt);
    }

    /** Sealing anew changes the row whatever has changed, so that its version grows each time. */
    private void write(EntityRow row, Entity entity) {
        row.profile = seal.seal(entity.id(), entity.profile());
        row.modifiedAt = entity.modifiedAt();
        var wanted =
                entity.items().stream().collect(Collectors.toMap(Item::id, Function.identity()));
        row.items.removeIf(known -> !wanted.containsKey(known.itemId));
        for (var known : row.items) {
            var item = wanted.remove(known.itemId);
            if (item != null && !item.modifiedAt().equals(known.modifiedAt)) {
                write(known, entity, item);
            }
        }
        for (var fresh : wanted.values()) {
            var item = new EntityItemRow();
            item.itemId = fresh.id();
            item.entity = row;
            item.kind = fresh.detail().kind();
            item.addedAt = fresh.addedAt();
            write(item, entity, fresh);
            row.items.add(item);
        }
    }

    private void write(EntityItemRow row, Entity entity, Item<?> item) {
        row.sealed = seal.seal(entity.id(), item.id(), item.detail());
        row.modifiedAt = item.modifiedAt();
        if (item.detail() instanceof Detail.Identity identity) {
            var hash = lookupHash.ofIdentity(entity.app(), identity.alias(), identity.value());
            row.identityType = identity.alias();
            row.identityHash = hash;
            row.uniqueHash = areIdentitiesUnique ? hash : null;
        }
    }

    private static RuntimeException taken(
            ConstraintViolationException failure, EntityHandle handle) {
        return switch (constraint(failure)) {
            case "entity_app_handle_handle_key" -> handleTaken(handle);
            case "entity_item_unique_hash_key" ->
                    refusal(
                            FlowError.IDENTITY_TAKEN,
                            List.of("identity", "identity_value"),
                            "This identity is already registered.");
            case "entity_signer_pkey" ->
                    refusal(
                            FlowError.ADDRESS_TAKEN,
                            List.of("crypto_entry", "crypto_address"),
                            "This blockchain address is already in use.");
            default -> failure;
        };
    }

    private static FlowException handleTaken(EntityHandle handle) {
        return refusal(
                FlowError.HANDLE_TAKEN,
                List.of("header", "user_handle"),
                handle + " is already taken.",
                handle);
    }

    private static FlowException refusal(
            FlowError error, List<String> path, String message, Object... arguments) {
        var violations = new Violations();
        violations.add(path, message);
        return new FlowException(error, violations, arguments);
    }

    private static String constraint(ConstraintViolationException failure) {
        @Nullable String name = failure.getConstraintName();
        return name == null ? "" : name;
    }
}
