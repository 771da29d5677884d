package dev.kycplatform.intake.limit;

import java.time.Duration;

/**
 * What a partner's token bucket said to one request.
 *
 * @param limit requests a second in the long run
 * @param remaining requests that would be let in right now
 * @param untilFull until the whole burst is there again
 * @param retryAfter zero if the request was let in; else until the next one would be
 */
public record Admission(
        boolean isAdmitted, int limit, long remaining, Duration untilFull, Duration retryAfter) {}
