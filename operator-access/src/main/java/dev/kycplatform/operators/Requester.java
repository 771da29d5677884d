package dev.kycplatform.operators;

import java.util.Optional;

/**
 * Who wants a change, and why.
 *
 * @param operator the name in the token ({@code upn}, {@code preferred_username} or {@code sub})
 * @param reason 1 to 256 bytes
 */
public record Requester(String operator, Optional<String> reason) {
    /** What nobody asks for: what time brings about. */
    public static final Requester PLATFORM = new Requester("platform", Optional.empty());
}
