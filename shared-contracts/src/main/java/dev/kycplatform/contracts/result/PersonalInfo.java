package dev.kycplatform.contracts.result;

import dev.kycplatform.contracts.job.PersonalField;

import org.jspecify.annotations.Nullable;

import java.util.EnumMap;
import java.util.Map;
import java.util.Set;

/**
 * What an authority told of a person, under the standard names. Dates are ISO 8601, images base64
 * without a {@code data:} prefix; what was not told is not in the map.
 *
 * @param signals what the authority makes of the person; for flows only
 */
public record PersonalInfo(Map<PersonalField, String> told, Set<Signal> signals) {
    /** Nothing was told. */
    public static final PersonalInfo NOTHING = new PersonalInfo(Map.of());

    public PersonalInfo {
        told = Map.copyOf(told);
        signals = Set.copyOf(signals);
    }

    /** Told without a signal. */
    public PersonalInfo(Map<PersonalField, String> told) {
        this(told, Set.of());
    }

    public @Nullable String get(PersonalField field) {
        return told.get(field);
    }

    /** Without what is in none of these fields. */
    public PersonalInfo only(Set<PersonalField> fields) {
        var kept = new EnumMap<PersonalField, String>(PersonalField.class);
        told.forEach(
                (field, value) -> {
                    if (fields.contains(field)) {
                        kept.put(field, value);
                    }
                });
        return new PersonalInfo(kept, signals);
    }

    /** With these values in place of its own. */
    public PersonalInfo with(Map<PersonalField, String> others) {
        var merged = new EnumMap<PersonalField, String>(PersonalField.class);
        merged.putAll(told);
        merged.putAll(others);
        return new PersonalInfo(merged, signals);
    }

    /** As anybody but a flow may have it. */
    public PersonalInfo withoutSignals() {
        return new PersonalInfo(told);
    }

    /** Never prints the person. */
    @Override
    public String toString() {
        return "PersonalInfo" + told.keySet();
    }
}
