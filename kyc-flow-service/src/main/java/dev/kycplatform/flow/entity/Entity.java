package dev.kycplatform.flow.entity;

import dev.kycplatform.contracts.flow.AppHandle;
import dev.kycplatform.contracts.flow.EntityHandle;
import dev.kycplatform.flow.entity.Detail.Address;
import dev.kycplatform.flow.entity.Detail.Email;
import dev.kycplatform.flow.entity.Detail.Identity;
import dev.kycplatform.flow.entity.Detail.Phone;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * A person or business that an app has registered, with all that is registered of it, in the clear.
 *
 * @param version grows by one with each change
 * @param items in the order they were added
 * @param modifiedAt when the profile was last changed; items tell their own
 */
public record Entity(
        UUID id,
        AppHandle app,
        EntityHandle handle,
        long version,
        Profile profile,
        List<Item<?>> items,
        Instant createdAt,
        Instant modifiedAt) {

    public EntityType type() {
        return profile.type();
    }

    /** Items of a kind, in the order they were added. */
    public <D extends Detail> List<Item<D>> items(Class<D> kind) {
        return items.stream()
                .filter(item -> kind.isInstance(item.detail()))
                .map(
                        item ->
                                new Item<>(
                                        item.id(),
                                        kind.cast(item.detail()),
                                        item.addedAt(),
                                        item.modifiedAt()))
                .sorted(
                        Comparator.comparing((Item<D> item) -> item.addedAt())
                                .thenComparing(Item::id))
                .toList();
    }

    public List<Item<Email>> emails() {
        return items(Email.class);
    }

    public List<Item<Phone>> phones() {
        return items(Phone.class);
    }

    public List<Item<Identity>> identities() {
        return items(Identity.class);
    }

    public List<Item<Address>> addresses() {
        return items(Address.class);
    }

    public Optional<Item<?>> item(UUID id) {
        return items.stream().filter(item -> item.id().equals(id)).findFirst();
    }

    Entity with(Item<?> fresh) {
        return withItems(Stream.concat(items.stream(), Stream.of(fresh)).toList());
    }

    Entity withChanged(Item<?> changed) {
        return withItems(
                items.stream()
                        .<Item<?>>map(item -> item.id().equals(changed.id()) ? changed : item)
                        .toList());
    }

    Entity without(UUID id) {
        return withItems(items.stream().filter(item -> !item.id().equals(id)).toList());
    }

    Entity withProfile(Profile changed, Instant now) {
        return new Entity(id, app, handle, version, changed, items, createdAt, now);
    }

    private Entity withItems(List<Item<?>> changed) {
        return new Entity(id, app, handle, version, profile, changed, createdAt, modifiedAt);
    }

    /** Says nothing of the person. */
    @Override
    public String toString() {
        return "Entity[" + app + "/" + handle + "]";
    }
}
