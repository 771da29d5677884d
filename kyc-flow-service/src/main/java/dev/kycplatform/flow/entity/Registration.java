package dev.kycplatform.flow.entity;

import java.util.List;
import java.util.Set;

/**
 * What an app registers of an entity, checked.
 *
 * @param signers addresses by whose keys the entity signs; {@code 0x} and 40 hex digits, lower case
 */
public record Registration(Profile profile, List<Detail> details, Set<String> signers) {
    /** Says nothing of the person. */
    @Override
    public String toString() {
        return "Registration";
    }
}
