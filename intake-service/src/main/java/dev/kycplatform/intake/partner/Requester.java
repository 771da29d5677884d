package dev.kycplatform.intake.partner;

import java.util.Optional;

/**
 * Who wants a change, and why.
 *
 * @param operator the subject of the token
 */
public record Requester(String operator, Optional<String> reason) {
    /** What nobody asks for: what time brings about. */
    static final Requester PLATFORM = new Requester("platform", Optional.empty());
}
