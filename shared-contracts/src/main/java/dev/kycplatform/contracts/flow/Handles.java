package dev.kycplatform.contracts.flow;

import java.util.Locale;
import java.util.regex.Pattern;

/** What apps' and entities' handles have in common (contract, section 0.1). */
final class Handles {
    /** As the vendor's clients were seen to send them. */
    static final String PATTERN = "^[A-Za-z0-9][A-Za-z0-9._-]{0,99}$";

    private static final Pattern COMPILED = Pattern.compile(PATTERN);

    /** Some clients of the vendor append it, others do not: with it and without it is the same handle. */
    private static final String SUFFIX = ".silamoney.eth";

    private Handles() {}

    static boolean isHandle(String text) {
        return COMPILED.matcher(text).matches() && !canonical(text).isEmpty();
    }

    static String canonical(String text) {
        var handle = text.toLowerCase(Locale.ROOT);
        // However often: a handle that is read back from where it is stored must stay the same.
        while (handle.endsWith(SUFFIX)) {
            handle = handle.substring(0, handle.length() - SUFFIX.length());
        }
        return handle;
    }

    static String required(String text) {
        if (!isHandle(text)) {
            throw new IllegalArgumentException("a handle is " + PATTERN);
        }
        return canonical(text);
    }
}
