package dev.kycplatform.eventlog;

import java.util.Optional;
import java.util.regex.Pattern;

/** Which dead letter: where it lies in its topic. */
public record LetterId(int partition, long offset) {
    private static final Pattern FORM = Pattern.compile("(\\d{1,9})-(\\d{1,18})");

    /** From {@code partition-offset}; empty if it is something else. */
    public static Optional<LetterId> parse(String text) {
        var parts = FORM.matcher(text);
        return parts.matches()
                ? Optional.of(
                        new LetterId(
                                Integer.parseInt(parts.group(1)), Long.parseLong(parts.group(2))))
                : Optional.empty();
    }

    @Override
    public String toString() {
        return partition + "-" + offset;
    }
}
