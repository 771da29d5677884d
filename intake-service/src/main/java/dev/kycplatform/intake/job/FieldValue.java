package dev.kycplatform.intake.job;

import java.util.Map;

/** One value of a request, as far as the rules tell values apart. */
public sealed interface FieldValue {
    /** A non-empty string; an empty one is absent. */
    record Text(String value) implements FieldValue {}

    /** A number; the literal is one that BigDecimal reads. */
    record Numeral(String literal) implements FieldValue {}

    record Truth(boolean value) implements FieldValue {}

    /**
     * An object.
     *
     * @param json exactly as it came, byte for byte
     * @param members its own fields, one level deep
     */
    record Composite(String json, Map<String, FieldValue> members) implements FieldValue {}

    /** An array. */
    record Series() implements FieldValue {}
}
