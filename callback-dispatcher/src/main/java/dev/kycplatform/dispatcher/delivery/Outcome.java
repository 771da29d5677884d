package dev.kycplatform.dispatcher.delivery;

import dev.kycplatform.dispatcher.endpoint.EndpointAnswer;
import dev.kycplatform.dispatcher.endpoint.EndpointAnswer.Answered;
import dev.kycplatform.dispatcher.endpoint.EndpointAnswer.Unanswered;
import dev.kycplatform.dispatcher.endpoint.Failure;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;

/** What one attempt to deliver a callback came to. */
public sealed interface Outcome {
    /** The endpoint answered 2xx. */
    record Delivered(int status) implements Outcome {}

    /**
     * Worth trying again: no answer, or every answer but 2xx and 410.
     *
     * @param httpStatus if there was an answer
     * @param retryAfter how long the endpoint asked us to wait
     */
    record Deferred(Failure failure, OptionalInt httpStatus, Optional<Duration> retryAfter)
            implements Outcome {
        /** Whether the endpoint is down or overwhelmed, rather than unwilling to take this callback. */
        boolean isOutage() {
            return failure.isOutage() || httpStatus.orElse(0) >= 500 || httpStatus.orElse(0) == 429;
        }
    }

    /** The endpoint answered 410: it wants no more. */
    record Gone() implements Outcome {}

    /** Nobody was asked, or nobody answered. */
    static Outcome failed(Failure failure) {
        return new Deferred(failure, OptionalInt.empty(), Optional.empty());
    }

    static Outcome of(EndpointAnswer answer, Instant now) {
        return switch (answer) {
            case Unanswered(var failure) -> failed(failure);
            case Answered(int status, _, _) when status >= 200 && status < 300 ->
                    new Delivered(status);
            case Answered(int status, _, _) when status == 410 -> new Gone();
            case Answered(int status, var retryAfter, _) ->
                    new Deferred(
                            Failure.REFUSED,
                            OptionalInt.of(status),
                            mayAskToWait(status)
                                    ? retryAfter.flatMap(text -> RetryAfter.parse(text, now))
                                    : Optional.empty());
        };
    }

    private static boolean mayAskToWait(int status) {
        return status == 429 || status == 503;
    }

    /** The status the endpoint answered, if it did. */
    default OptionalInt answeredStatus() {
        return switch (this) {
            case Delivered(int status) -> OptionalInt.of(status);
            case Deferred deferred -> deferred.httpStatus();
            case Gone() -> OptionalInt.of(410);
        };
    }

    /** Stands in rows and metrics. Never renamed. */
    default String wire() {
        return switch (this) {
            case Delivered _ -> "delivered";
            case Deferred _ -> "deferred";
            case Gone() -> "gone";
        };
    }
}
