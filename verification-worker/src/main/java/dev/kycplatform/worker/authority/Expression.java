package dev.kycplatform.worker.authority;

import com.dashjoin.jsonata.JException;
import com.dashjoin.jsonata.Jsonata;
import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.StringJoiner;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * A JSONata expression over a tree of maps, lists and plain values. Beside JSONata's own functions there are {@code
 * $words(…)}, which joins what is there by a space, lists included, and {@code $extract(text, pattern)}, which gives the
 * pattern's first group, or all that matched if it has none, or nothing. Its patterns are RE2's, whose time is linear;
 * JSONata's own regular expressions, which nothing could interrupt, are refused, as is {@code $eval}. Safe for many
 * threads.
 */
final class Expression {
    /** Far more than any real expression takes on a busy machine, far less than an attempt may take. */
    private static final long LONGEST_MILLIS = 2_000;

    private static final int DEEPEST = 200;

    /** What is longer is no mapping but a program. */
    private static final int MOST_CHARACTERS = 2_000;

    /** More than an answer may have: what is longer was made up. */
    private static final int LONGEST_VALUE = 4 * 1024 * 1024;

    private static final int MOST_PATTERNS = 1_000;

    /** They stand in connector files, so that there are few. */
    private static final Map<String, Pattern> PATTERNS = new ConcurrentHashMap<>();

    private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");

    /** JSONata's own. */
    private static final Set<String> NO_NAMES = Set.of("true", "false", "null", "and", "or", "in");

    private final String text;
    private final Jsonata compiled;

    /** As most are. */
    private final boolean isName;

    private Expression(String text, Jsonata compiled) {
        this.text = text;
        this.compiled = compiled;
        this.isName = NAME.matcher(text).matches() && !NO_NAMES.contains(text);
    }

    /** @throws IllegalArgumentException saying what is wrong with the text, if it is no expression */
    static Expression parse(String text) {
        if (text.length() > MOST_CHARACTERS) {
            throw new IllegalArgumentException("more than " + MOST_CHARACTERS + " characters");
        }
        if (ExpressionText.hasRegularExpression(text)) {
            throw new IllegalArgumentException(
                    "a regular expression; $extract takes one as a text");
        }
        try {
            var compiled = Jsonata.jsonata(text);
            // Trees are made here, of nothing but what an expression may meet.
            compiled.setValidateInput(false);
            Jsonata.FnVarArgs<String> words = Expression::words;
            compiled.registerFunction("words", Jsonata.function("words", words, null));
            Jsonata.Fn2<Object, Object, @Nullable String> extract = Expression::extract;
            compiled.registerFunction("extract", extract);
            Jsonata.Fn1<Object, Object> eval = Expression::refuse;
            compiled.registerFunction("eval", eval);
            return new Expression(text, compiled);
        } catch (JException e) {
            throw new IllegalArgumentException(e.getMessage(), e);
        }
    }

    /**
     * @return null if there is nothing where the expression points
     * @throws UnreadableAnswerException if it fails, takes too long or too many steps inside each other, or gives too
     *     long a text
     */
    @Nullable Object evaluate(Object tree, Map<String, Object> variables)
            throws UnreadableAnswerException {
        if (isName && tree instanceof Map<?, ?> object && object.get(text) instanceof String told) {
            // What JSONata would give, too, at many times the cost.
            return limited(told);
        }
        var frame = compiled.createFrame();
        frame.setRuntimeBounds(LONGEST_MILLIS, DEEPEST);
        variables.forEach((name, value) -> frame.bind(name, value));
        Object value;
        try {
            value = compiled.evaluate(tree, frame);
        } catch (RuntimeException | StackOverflowError _) {
            // The message may quote the tree, so it goes nowhere.
            throw new UnreadableAnswerException("expression_failed");
        }
        return value instanceof String made ? limited(made) : value;
    }

    private static String limited(String value) throws UnreadableAnswerException {
        if (value.length() > LONGEST_VALUE) {
            throw new UnreadableAnswerException("value_too_long");
        }
        return value;
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

    private static @Nullable String extract(@Nullable Object from, @Nullable Object pattern) {
        if (from == null) {
            return null;
        }
        if (!(from instanceof String text) || !(pattern instanceof String regex)) {
            throw new IllegalArgumentException("a text and a pattern");
        }
        var matcher = pattern(regex).matcher(text);
        if (!matcher.find()) {
            return null;
        }
        return matcher.groupCount() == 0 ? matcher.group() : matcher.group(1);
    }

    private static Pattern pattern(String regex) {
        if (PATTERNS.size() > MOST_PATTERNS) {
            PATTERNS.clear();
        }
        try {
            return PATTERNS.computeIfAbsent(regex, Pattern::compile);
        } catch (PatternSyntaxException e) {
            throw new IllegalArgumentException("not a pattern", e);
        }
    }

    private static Object refuse(Object text) {
        throw new IllegalArgumentException("$eval is not to be had here");
    }

    @Override
    public String toString() {
        return text;
    }
}
