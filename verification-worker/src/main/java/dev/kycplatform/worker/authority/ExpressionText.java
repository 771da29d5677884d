package dev.kycplatform.worker.authority;

import java.util.regex.Pattern;

/** What can be said of an expression by looking at its text. */
final class ExpressionText {
    /** An operator that is a word; a name of a field that looks like one is better refused than mistaken. */
    private static final Pattern WORD_OPERATOR = Pattern.compile("(?s).*\\b(and|or|in)");

    private ExpressionText() {}

    /** Whether a slash stands where JSONata begins a regular expression: not after something that can be divided. */
    static boolean hasRegularExpression(String text) {
        var before = new StringBuilder();
        for (var at = 0; at < text.length(); at++) {
            var character = text.charAt(at);
            if (text.startsWith("/*", at)) {
                var end = text.indexOf("*/", at + 2);
                at = end < 0 ? text.length() : end + 1;
            } else if (character == '"' || character == '\'' || character == '`') {
                at = endOfQuoted(text, at);
                before.append(character);
            } else if (character == '/') {
                if (!canBeDivided(before.toString().stripTrailing())) {
                    return true;
                }
                before.append(character);
            } else {
                before.append(character);
            }
        }
        return false;
    }

    private static int endOfQuoted(String text, int start) {
        var quote = text.charAt(start);
        for (var at = start + 1; at < text.length(); at++) {
            if (text.charAt(at) == '\\' && quote != '`') {
                at++;
            } else if (text.charAt(at) == quote) {
                return at;
            }
        }
        return text.length();
    }

    private static boolean canBeDivided(String before) {
        if (before.isEmpty() || WORD_OPERATOR.matcher(before).matches()) {
            return false;
        }
        var last = before.charAt(before.length() - 1);
        return Character.isLetterOrDigit(last) || "_)]}\"'`".indexOf(last) >= 0;
    }
}
