package dev.kycplatform.worker.lookup;

import dev.kycplatform.contracts.result.PersonalInfo;
import java.time.Duration;
import java.util.Optional;

/** What an ID authority came to say. */
public sealed interface Answer {
    /**
     * The number is somebody's.
     *
     * @param fullData the authority's own answer, a JSON object
     */
    record Found(PersonalInfo person, String fullData) implements Answer {
        /** Never prints the person. */
        @Override
        public String toString() {
            return "Found";
        }
    }

    /** The number is nobody's. */
    record NotFound() implements Answer {}

    /** No number of this authority looks like that. */
    record Refused() implements Answer {}

    /**
     * No answer, or none that can be read: worth asking again.
     *
     * @param cause one word or two, free of personal data
     * @param retryAfter how long the authority wants to be left alone, if it said so
     */
    record Unavailable(String cause, Optional<Duration> retryAfter) implements Answer {}

    /** Which of them it is, as metrics and traces have it. */
    default String label() {
        return switch (this) {
            case Found _ -> "found";
            case NotFound _ -> "not_found";
            case Refused _ -> "refused";
            case Unavailable _ -> "unavailable";
        };
    }
}
