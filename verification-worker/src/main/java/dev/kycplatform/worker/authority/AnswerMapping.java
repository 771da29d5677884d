package dev.kycplatform.worker.authority;

import dev.kycplatform.contracts.job.PersonalField;
import dev.kycplatform.contracts.result.PersonalInfo;
import dev.kycplatform.contracts.result.Signal;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * How one authority's own keys become the standard fields.
 *
 * @param signals where the answer has what the authority makes of the person: a name of a {@link Signal} or a list of
 *     them
 */
record AnswerMapping(List<Field> fields, Optional<Expression> signals) {
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
        return new PersonalInfo(told, raised(tree, variables));
    }

    /** One that is not known is no answer: it may be the one that says fraud. */
    private Set<Signal> raised(Object tree, Map<String, Object> variables)
            throws UnreadableAnswerException {
        var raised = EnumSet.noneOf(Signal.class);
        if (signals.isPresent()) {
            var value = signals.get().evaluate(tree, variables);
            if (value instanceof List<?> several) {
                for (var name : several) {
                    raised.add(signal(name));
                }
            } else if (value != null && !value.equals("")) {
                raised.add(signal(value));
            }
        }
        return raised;
    }

    private static Signal signal(Object name) throws UnreadableAnswerException {
        if (name instanceof String text) {
            var known = Signal.ofDataName(text);
            if (known.isPresent()) {
                return known.get();
            }
        }
        throw new UnreadableAnswerException("bad_signal");
    }
}
