package dev.kycplatform.worker.authority;

import java.util.Optional;

/** What came back over the wire, or why nothing did. */
sealed interface Exchange {
    /** A whole answer, not yet understood. */
    record Heard(int status, Optional<String> contentType, Optional<String> retryAfter, byte[] body)
            implements Exchange {}

    /** No answer, or no whole one. */
    record Unheard(String cause) implements Exchange {}
}
