package dev.kycplatform.worker.authority;

import com.dashjoin.jsonata.JException;
import com.dashjoin.jsonata.Jsonata;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;

/**
 * A JSONata expression over a tree of maps, lists and plain values. Beside JSONata's own functions there is
 * {@code $words(…)}, which joins what is there by a space, lists included. Safe for many threads.
 */
final class Expression {
    /** Far more than any real expression takes on a busy machine, far less than an attempt may take. */
    private static final long LONGEST_MILLIS = 2_000;

    private static final int DEEPEST = 200;

    private final String text;
    private final Jsonata compiled;

    private Expression(String text, Jsonata compiled) {
        this.text = text;
        this.compiled = compiled;
    }

    /** @throws IllegalArgumentException saying what is wrong with the text, if it is no expression */
    static Expression parse(String text) {
        try {
            var compiled = Jsonata.jsonata(text);
            // Trees are made here, of nothing but what an expression may meet.
            compiled.setValidateInput(false);
            Jsonata.FnVarArgs<String> words = Expression::words;
            compiled.registerFunction("words", Jsonata.function("words", words, null));
            return new Expression(text, compiled);
        } catch (JException e) {
            throw new IllegalArgumentException(e.getMessage(), e);
        }
    }

    /**
     * @return null if there is nothing where the expression points
     * @throws UnreadableAnswerException if it fails, or takes too long or too many steps inside each other
     */
    @Nullable Object evaluate(Object tree, Map<String, Object> variables)
            throws UnreadableAnswerException {
        var frame = compiled.createFrame();
        frame.setRuntimeBounds(LONGEST_MILLIS, DEEPEST);
        variables.forEach((name, value) -> frame.bind(name, value));
        try {
            return compiled.evaluate(tree, frame);
        } catch (RuntimeException | StackOverflowError _) {
            // The message may quote the tree, so it goes nowhere.
            throw new UnreadableAnswerException("expression_failed");
        }
    }

    /** As JSONata has it: nothing, zero, the empty text and the empty list are false. */
    boolean holds(Object tree, Map<String, Object> variables) throws UnreadableAnswerException {
        var value = evaluate(tree, variables);
        return value != null && Jsonata.boolize(value);
    }

    private static String words(List<?> values) {
        var joined = new StringJoiner(" ");
        for (var value : values) {
            var word =
                    switch (value) {
                        case null -> "";
                        case List<?> several -> words(several);
                        case Map<?, ?> _ -> throw new IllegalArgumentException("a structure");
                        default -> value.toString().strip();
                    };
            if (!word.isEmpty()) {
                joined.add(word);
            }
        }
        return joined.toString();
    }

    @Override
    public String toString() {
        return text;
    }
}
