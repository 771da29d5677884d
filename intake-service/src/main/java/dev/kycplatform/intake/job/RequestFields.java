package dev.kycplatform.intake.job;

import dev.kycplatform.contracts.error.ErrorCode;
import dev.kycplatform.contracts.error.KycException;
import dev.kycplatform.contracts.job.StorableText;
import java.util.Map;
import java.util.Optional;

/**
 * A request's JSON object. What is {@code null} or {@code ""} is absent.
 *
 * @param values the top-level fields by name
 * @param canonicalContent the same bytes for the same content: everything but signature, timestamp,
 *     source_sdk* and metadata, sorted
 */
public record RequestFields(Map<String, FieldValue> values, byte[] canonicalContent) {

    public boolean has(String name) {
        return values.containsKey(name);
    }

    /** @throws KycException with PARAMETER_MISSING */
    public void require(String name) {
        if (!has(name)) {
            throw new KycException(ErrorCode.PARAMETER_MISSING, name + " is missing");
        }
    }

    /** The text of a field, if there is one. @throws KycException with WRONG_TYPE if it is no text */
    public Optional<String> text(String name) {
        return text(values, name);
    }

    /** The text of a field that is known to be there. @throws KycException with WRONG_TYPE if it is none, or cannot be stored */
    String storableText(String name) {
        return text(name)
                .filter(StorableText::isStorable)
                .orElseThrow(() -> wrongType(name, "1 to 256 bytes of valid text"));
    }

    /** A flag; old clients send the text {@code "true"}, and what is neither counts as off. */
    public boolean isTrue(String name) {
        return switch (values.get(name)) {
            case FieldValue.Truth(var isTrue) -> isTrue;
            case FieldValue.Text(var text) -> text.equals("true");
            case null, default -> false;
        };
    }

    /** The fields of an object, none if it is absent. @throws KycException with WRONG_TYPE if it is no object */
    public Map<String, FieldValue> members(String name) {
        return switch (values.get(name)) {
            case null -> Map.of();
            case FieldValue.Composite(_, var members) -> members;
            default -> throw wrongType(name, "an object");
        };
    }

    /** The text of a member, if there is one. @throws KycException with WRONG_TYPE if it is no text */
    public static Optional<String> text(Map<String, FieldValue> values, String name) {
        return switch (values.get(name)) {
            case null -> Optional.empty();
            case FieldValue.Text(var value) -> Optional.of(value);
            default -> throw wrongType(name, "a string");
        };
    }

    static KycException wrongType(String name, String expected) {
        return new KycException(ErrorCode.WRONG_TYPE, name + " must be " + expected);
    }
}
