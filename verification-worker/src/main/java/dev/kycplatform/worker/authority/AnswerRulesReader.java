package dev.kycplatform.worker.authority;

import dev.kycplatform.worker.authority.AnswerRules.Meaning;
import dev.kycplatform.worker.authority.AnswerRules.Rule;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Reads how an authority's answers are told apart. */
final class AnswerRulesReader {
    private final Section top;

    /** @param top the whole file */
    AnswerRulesReader(Section top) {
        this.top = top;
    }

    /** JSON where the file does not say it rightly. */
    static AnswerFormat format(Section top) {
        return top.section("answers")
                .flatMap(answers -> answers.text("format"))
                .flatMap(AnswerFormat::ofDataName)
                .orElse(AnswerFormat.JSON);
    }

    AnswerRules answers() {
        return top.requiredSection("answers")
                .map(
                        section -> {
                            try (section) {
                                return answers(section);
                            }
                        })
                .orElse(new AnswerRules(AnswerFormat.JSON, List.of()));
    }

    private static AnswerRules answers(Section section) {
        var format =
                section.required(
                                "format",
                                section.parsed(
                                        "format", "json or xml", AnswerRulesReader::answerFormat),
                                "json or xml")
                        .orElse(AnswerFormat.JSON);
        var rules = new ArrayList<Rule>();
        for (var meaning : Meaning.values()) {
            var key = meaning.name().toLowerCase(Locale.ROOT).replace('_', '-');
            var rule = section.section(key).map(said -> rule(said, meaning));
            if (meaning == Meaning.FOUND || meaning == Meaning.NOT_FOUND) {
                section.required(key, rule, "status and when");
            }
            rule.ifPresent(rules::add);
        }
        return new AnswerRules(format, List.copyOf(rules));
    }

    private static AnswerFormat answerFormat(String name) {
        return AnswerFormat.ofDataName(name).orElseThrow(() -> new IllegalArgumentException(name));
    }

    private static Rule rule(Section section, Meaning meaning) {
        try (section) {
            var expected = "an HTTP status or a list of them";
            section.required("status", section.node("status"), expected);
            var statuses = Set.copyOf(section.list("status", expected, AnswerRulesReader::status));
            var when = section.expression("when");
            if (meaning != Meaning.FOUND && !section.has("when")) {
                section.required(
                        "when",
                        when,
                        "an expression over the body (a bare status may come from anything on"
                                + " the way)");
            }
            return new Rule(meaning, statuses, when);
        }
    }

    private static Integer status(String text) {
        var status = Integer.valueOf(text);
        if (status < 200 || status > 599) {
            throw new NumberFormatException();
        }
        return status;
    }
}
