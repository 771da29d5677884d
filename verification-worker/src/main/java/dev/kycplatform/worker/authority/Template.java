package dev.kycplatform.worker.authority;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Text with expressions over a question in it, written <code>{{ … }}</code>. How a value is escaped is the
 * business of whoever writes it; no template knows what it is part of.
 */
record Template(List<Part> parts) {
    private static final String OPENING = "{{";
    private static final String CLOSING = "}}";

    /** A piece of a template. */
    sealed interface Part {
        /** Stands as it is. */
        record Literal(String text) implements Part {}

        /** Is looked up in the question. */
        record Computed(Expression expression) implements Part {}
    }

    /** @throws IllegalArgumentException if an expression has no end or is none */
    static Template parse(String text) {
        var parts = new ArrayList<Part>();
        var at = 0;
        for (var open = text.indexOf(OPENING); open >= 0; open = text.indexOf(OPENING, at)) {
            var close = text.indexOf(CLOSING, open);
            if (close < 0) {
                throw new IllegalArgumentException("an expression that ends with }}");
            }
            if (open > at) {
                parts.add(new Part.Literal(text.substring(at, open)));
            }
            parts.add(
                    new Part.Computed(
                            Expression.parse(
                                    text.substring(open + OPENING.length(), close).strip())));
            at = close + CLOSING.length();
        }
        if (at < text.length()) {
            parts.add(new Part.Literal(text.substring(at)));
        }
        return new Template(List.copyOf(parts));
    }

    /** What a sole expression gives, of whatever type, null included; of anything else the text. */
    @Nullable Object value(Map<String, Object> question) throws UnreadableAnswerException {
        if (parts.size() == 1 && parts.getFirst() instanceof Part.Computed(var expression)) {
            return expression.evaluate(question, Map.of());
        }
        return text(question, UnaryOperator.identity());
    }

    /** The text of {@link #value}, null if there is none. */
    @Nullable String plain(Map<String, Object> question) throws UnreadableAnswerException {
        var value = value(question);
        return value == null ? null : plainText(value);
    }

    /**
     * The whole text; an expression that gives nothing leaves nothing.
     *
     * @param escaped applied to what expressions give, and to nothing else
     */
    String text(Map<String, Object> question, UnaryOperator<String> escaped)
            throws UnreadableAnswerException {
        var text = new StringBuilder();
        for (var part : parts) {
            switch (part) {
                case Part.Literal(var literal) -> text.append(literal);
                case Part.Computed(var expression) -> {
                    var value = expression.evaluate(question, Map.of());
                    if (value != null) {
                        text.append(escaped.apply(plainText(value)));
                    }
                }
            }
        }
        return text.toString();
    }

    /** Whether every expression gives something. */
    boolean isComplete(Map<String, Object> question) throws UnreadableAnswerException {
        for (var part : parts) {
            if (part instanceof Part.Computed(var expression)
                    && expression.evaluate(question, Map.of()) == null) {
                return false;
            }
        }
        return true;
    }

    /** Of a value that is no structure: numbers without an exponent, so that they stay the numbers they were. */
    static String plainText(Object value) throws UnreadableAnswerException {
        return switch (value) {
            case String text -> text;
            case Boolean bool -> bool.toString();
            case Integer number -> number.toString();
            case Long number -> number.toString();
            case Number number -> plainNumber(number);
            default -> throw new UnreadableAnswerException("unexpected_structure");
        };
    }

    private static String plainNumber(Number number) throws UnreadableAnswerException {
        try {
            var exact = new BigDecimal(number.toString());
            return exact.signum() == 0 ? "0" : exact.stripTrailingZeros().toPlainString();
        } catch (NumberFormatException _) {
            throw new UnreadableAnswerException("unexpected_structure");
        }
    }
}
