package dev.kycplatform.worker.authority;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What an authority's answers mean. A status that no rule names is no answer, whatever the body says. Of a
 * status that one names, the body must be readable; where rules of several meanings hold, or none, it is no
 * answer either: a job ends once, so nothing is guessed.
 */
record AnswerRules(AnswerFormat format, List<Rule> rules) {
    /** What an answer may mean. */
    enum Meaning {
        FOUND,
        NOT_FOUND,
        REFUSED,
        UNAVAILABLE
    }

    /**
     * @param when over the body; empty if the status says enough
     */
    record Rule(Meaning meaning, Set<Integer> statuses, Optional<Expression> when) {
        private boolean holds(int status, Object tree) throws UnreadableAnswerException {
            if (!statuses.contains(status)) {
                return false;
            }
            return when.isEmpty() || when.get().holds(tree, variables(status));
        }
    }

    boolean knows(int status) {
        return rules.stream().anyMatch(rule -> rule.statuses().contains(status));
    }

    /** @throws UnreadableAnswerException if no rule holds, or rules of two meanings do */
    Meaning meaning(int status, Map<String, Object> tree) throws UnreadableAnswerException {
        Optional<Meaning> meaning = Optional.empty();
        for (var rule : rules) {
            if (rule.holds(status, tree)) {
                if (meaning.filter(other -> other != rule.meaning()).isPresent()) {
                    throw new UnreadableAnswerException("ambiguous_answer");
                }
                meaning = Optional.of(rule.meaning());
            }
        }
        return meaning.orElseThrow(() -> new UnreadableAnswerException("status_" + status));
    }

    /** What expressions over a body know beside it. */
    static Map<String, Object> variables(int status) {
        return Map.of("status", status);
    }
}
