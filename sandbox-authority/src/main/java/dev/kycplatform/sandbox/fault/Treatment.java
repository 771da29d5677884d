package dev.kycplatform.sandbox.fault;

import java.time.Duration;

/** What an authority's faults do to one question. */
public sealed interface Treatment {
    /** Refused at once: the authority is down. */
    record OutOfService() implements Treatment {}

    /** Refused at once: too many questions. */
    record TooMany(Duration retryAfter) implements Treatment {}

    /** An error, after a delay. */
    record Erring(Duration delay) implements Treatment {}

    /** Answered, after a delay, with whatever is wrong with the body. */
    record Answering(Duration delay, BodyFaults body) implements Treatment {}
}
