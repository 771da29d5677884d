package dev.kycplatform.worker.authority;

import dev.kycplatform.contracts.job.PersonalField;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.yaml.snakeyaml.nodes.ScalarNode;

/** Reads where the standard fields stand in an authority's answer. */
final class AnswerMappingReader {
    private static final String FORMS =
            "text, gender, image, surname first, or date and a pattern such as date uuuu-MM-dd";

    private final Section top;

    /** @param top the whole file */
    AnswerMappingReader(Section top) {
        this.top = top;
    }

    AnswerMapping mapping() {
        return top.requiredSection("mapping")
                .map(
                        section -> {
                            try (section) {
                                return mapping(section);
                            }
                        })
                .orElse(new AnswerMapping(List.of(), Optional.empty()));
    }

    private AnswerMapping mapping(Section section) {
        var fields = new ArrayList<AnswerMapping.Field>();
        for (var standard : PersonalField.values()) {
            field(section, standard).ifPresent(fields::add);
        }
        var signals = section.expression("signals");
        if (fields.isEmpty()) {
            top.refuse("mapping", "at least one standard field");
        }
        return new AnswerMapping(List.copyOf(fields), signals);
    }

    private static Optional<AnswerMapping.Field> field(Section section, PersonalField standard) {
        var key = standard.dataName();
        var value = section.node(key);
        if (value.isEmpty()) {
            return Optional.empty();
        }
        if (value.get() instanceof ScalarNode) {
            return section.expression(key)
                    .map(from -> new AnswerMapping.Field(standard, from, new ValueForm.Text()));
        }
        return section.section(key)
                .flatMap(
                        said -> {
                            try (said) {
                                var from =
                                        said.required(
                                                "from",
                                                said.expression("from"),
                                                "an expression over the body");
                                var form =
                                        said.required(
                                                "as",
                                                said.parsed("as", FORMS, AnswerMappingReader::form),
                                                FORMS);
                                return from.flatMap(
                                        where ->
                                                form.map(
                                                        as ->
                                                                new AnswerMapping.Field(
                                                                        standard, where, as)));
                            }
                        });
    }

    private static ValueForm form(String written) {
        return ValueForm.parse(written).orElseThrow(() -> new IllegalArgumentException(written));
    }
}
