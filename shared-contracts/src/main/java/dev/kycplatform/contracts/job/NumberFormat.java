package dev.kycplatform.contracts.job;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;

/**
 * What a well-formed ID number looks like: a regular expression over the whole number. RE2 matches in
 * linear time and refuses what cannot be, so no row can make us backtrack, whatever the input.
 */
public final class NumberFormat {
    private final String expression;
    private final boolean isAnyCase;
    private final Pattern pattern;

    /**
     * @param expression RE2 syntax, without anchors
     * @throws IllegalArgumentException if it is not one
     */
    public NumberFormat(String expression, boolean isAnyCase) {
        this.expression = expression;
        this.isAnyCase = isAnyCase;
        try {
            this.pattern = Pattern.compile(expression, isAnyCase ? Pattern.CASE_INSENSITIVE : 0);
        } catch (PatternSyntaxException e) {
            throw new IllegalArgumentException(e.getDescription(), e);
        }
    }

    public boolean matches(String text) {
        return pattern.matches(text);
    }

    /** As the vendor's page lists formats: anchored, {@code /i} behind one that disregards case. */
    public String anchored() {
        return "^" + expression + (isAnyCase ? "$/i" : "$");
    }

    @Override
    public String toString() {
        return anchored();
    }
}
