package dev.kycplatform.dispatcher.endpoint;

import java.util.Optional;

/** What one POST came back with. */
public sealed interface EndpointAnswer {
    /**
     * The endpoint answered.
     *
     * @param retryAfter the header as it came
     * @param excerpt the beginning of the body, at most {@link #MOST_EXCERPT} bytes; personal
     */
    record Answered(int status, Optional<String> retryAfter, byte[] excerpt)
            implements EndpointAnswer {}

    /** No answer, or nobody was asked. */
    record Unanswered(Failure failure) implements EndpointAnswer {}

    /** More of an answer is never read. */
    int MOST_EXCERPT = 4096;
}
