package dev.kycplatform.worker.authority;

import dev.kycplatform.contracts.job.PersonalField;
import dev.kycplatform.contracts.result.PersonalInfo;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** How one authority's own keys become the standard fields. */
record AnswerMapping(List<Field> fields) {
    /**
     * One standard field.
     *
     * @param from where the authority's answer has it
     */
    record Field(PersonalField standard, Expression from, ValueForm form) {}

    /** @throws UnreadableAnswerException if a value is not of its form, or nothing is told at all */
    PersonalInfo map(Object tree, Map<String, Object> variables) throws UnreadableAnswerException {
        var told = new EnumMap<PersonalField, String>(PersonalField.class);
        for (var field : fields) {
            var value = field.from().evaluate(tree, variables);
            var text = value == null ? "" : Template.plainText(value).strip();
            if (!text.isEmpty()) {
                told.put(field.standard(), field.form().standard(text));
            }
        }
        if (told.isEmpty()) {
            throw new UnreadableAnswerException("empty_answer");
        }
        return new PersonalInfo(told);
    }
}
