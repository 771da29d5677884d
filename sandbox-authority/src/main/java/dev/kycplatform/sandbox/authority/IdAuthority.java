package dev.kycplatform.sandbox.authority;

import dev.kycplatform.contracts.job.IdType;
import dev.kycplatform.contracts.job.IdTypes;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** An authority that is played here: every one that the registry of ID types names. */
public final class IdAuthority {
    private static final Map<String, IdAuthority> BY_NAME =
            IdTypes.load().all().stream()
                    .collect(
                            Collectors.groupingBy(
                                    IdType::authority, LinkedHashMap::new, Collectors.toList()))
                    .entrySet()
                    .stream()
                    .map(named -> new IdAuthority(named.getKey(), named.getValue()))
                    .collect(Collectors.toUnmodifiableMap(IdAuthority::wireName, it -> it));

    private final String wireName;
    private final List<IdType> types;

    private IdAuthority(String wireName, List<IdType> types) {
        this.wireName = wireName;
        this.types = List.copyOf(types);
    }

    /**
     * The authority that has this name in URLs.
     *
     * @throws IllegalArgumentException if there is none
     */
    public static IdAuthority fromString(String wireName) {
        var authority = BY_NAME.get(wireName);
        if (authority == null) {
            throw new IllegalArgumentException("No such authority");
        }
        return authority;
    }

    public static List<IdAuthority> all() {
        return List.copyOf(BY_NAME.values());
    }

    public String wireName() {
        return wireName;
    }

    public Dialect dialect() {
        return Dialect.of(wireName);
    }

    /** What it answers for when a question does not say. */
    public IdType mainType() {
        return types.getFirst();
    }

    public Optional<IdType> type(String name) {
        return types.stream().filter(type -> type.name().equals(name)).findFirst();
    }

    @Override
    public String toString() {
        return wireName;
    }
}
