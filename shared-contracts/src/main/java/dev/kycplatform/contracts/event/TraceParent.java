package dev.kycplatform.contracts.event;

import java.util.HexFormat;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Pattern;

/**
 * A W3C {@code traceparent}, carried from the request to the callback so that one trace spans them.
 *
 * @param value {@code 00-<32 hex>-<16 hex>-<2 hex>}
 */
public record TraceParent(String value) {
    private static final Pattern FORM =
            Pattern.compile("00-(?!0{32})[0-9a-f]{32}-(?!0{16})[0-9a-f]{16}-[0-9a-f]{2}");

    /** What the caller sent, if it is a valid trace context; else a new one, not sampled. */
    public static TraceParent continuing(Optional<String> header) {
        return header.filter(value -> FORM.matcher(value).matches())
                .map(TraceParent::new)
                .orElseGet(TraceParent::create);
    }

    private static TraceParent create() {
        var random = ThreadLocalRandom.current();
        var hex = HexFormat.of();
        // Never all zeros, which the specification forbids.
        return new TraceParent(
                "00-"
                        + hex.toHexDigits(random.nextLong())
                        + hex.toHexDigits(random.nextLong() | 1)
                        + "-"
                        + hex.toHexDigits(random.nextLong() | 1)
                        + "-00");
    }
}
