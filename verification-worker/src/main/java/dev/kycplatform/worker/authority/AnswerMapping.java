package dev.kycplatform.worker.authority;

import com.fasterxml.jackson.databind.JsonNode;
import dev.kycplatform.contracts.job.PersonalField;
import dev.kycplatform.contracts.result.PersonalInfo;
import java.util.EnumMap;
import java.util.List;

/** How one authority's own keys become the standard fields. */
record AnswerMapping(List<Field> fields) {
    /**
     * One standard field.
     *
     * @param keys the authority's own; several are joined by a space
     */
    record Field(PersonalField standard, List<String> keys, ValueForm form) {}

    /** @throws UnreadableAnswerException if a value is not of its form, or nothing is told at all */
    PersonalInfo map(JsonNode answer) throws UnreadableAnswerException {
        var told = new EnumMap<PersonalField, String>(PersonalField.class);
        for (var field : fields) {
            var value = joined(answer, field.keys());
            if (!value.isEmpty()) {
                told.put(field.standard(), field.form().standard(value));
            }
        }
        if (told.isEmpty()) {
            throw new UnreadableAnswerException("empty_answer");
        }
        return new PersonalInfo(told);
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
}
