package dev.kycplatform.worker.authority;

import com.fasterxml.jackson.databind.JsonNode;
import dev.kycplatform.contracts.result.PersonalInfo;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** How one authority's own keys become the standard fields. */
record AnswerMapping(List<Field> fields) {
    /**
     * One standard field.
     *
     * @param keys the authority's own; several are joined by a space
     */
    record Field(StandardField standard, List<String> keys, ValueForm form) {}

    /** @throws UnreadableAnswerException if a value is not of its form, or nothing is told at all */
    PersonalInfo map(JsonNode answer) throws UnreadableAnswerException {
        var told = new EnumMap<StandardField, String>(StandardField.class);
        for (var field : fields) {
            var value = joined(answer, field.keys());
            if (!value.isEmpty()) {
                told.put(field.standard(), field.form().standard(value));
            }
        }
        if (told.isEmpty()) {
            throw new UnreadableAnswerException("empty_answer");
        }
        return info(told);
    }

    private static String joined(JsonNode answer, List<String> keys)
            throws UnreadableAnswerException {
        var joined = new StringBuilder();
        for (var key : keys) {
            var value = answer.path(key);
            if (value.isContainerNode()) {
                throw new UnreadableAnswerException("unexpected_structure");
            }
            var text = value.isNull() ? "" : value.asText().strip();
            if (!joined.isEmpty() && !text.isEmpty()) {
                joined.append(' ');
            }
            joined.append(text);
        }
        return joined.toString();
    }

    private static PersonalInfo info(Map<StandardField, String> told) {
        return new PersonalInfo(
                get(told, StandardField.FULL_NAME),
                get(told, StandardField.DOB),
                get(told, StandardField.GENDER),
                get(told, StandardField.ADDRESS),
                get(told, StandardField.PHONE_NUMBER),
                get(told, StandardField.PHONE_NUMBER_2),
                get(told, StandardField.PHOTO),
                get(told, StandardField.DOCUMENT),
                get(told, StandardField.ISSUANCE_DATE),
                get(told, StandardField.EXPIRATION_DATE),
                get(told, StandardField.SECONDARY_ID_NUMBER));
    }

    private static @Nullable String get(Map<StandardField, String> told, StandardField field) {
        return told.get(field);
    }
}
