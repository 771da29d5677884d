package dev.kycplatform.flow.flow;

import java.util.List;

/**
 * One question to an ID authority.
 *
 * @param name part of the job's id; lower-case letters, digits and underscores
 * @param idTypes as {@code US/SSN}, in order of preference: of these the entity must have registered one;
 *     empty: any that the registry knows
 */
public record FlowLookup(String name, List<String> idTypes) {
    public FlowLookup {
        if (!name.matches("[a-z0-9_]{1,32}")) {
            throw new IllegalArgumentException(
                    "a lookup's name is 1 to 32 lower-case letters, digits and underscores");
        }
        idTypes = List.copyOf(idTypes);
    }
}
