package dev.kycplatform.flow.verification.http;

import dev.kycplatform.contracts.flow.FlowError;
import dev.kycplatform.contracts.flow.FlowException;
import dev.kycplatform.flow.verification.Refusal;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;

/** Refusals in the contract's words (section 4.1). */
final class Refusals {
    private Refusals() {}

    /** @param flow the flow's id or level, as it was asked for */
    static FlowException of(Refusal refusal, String flow, FlowError unknownFlow) {
        return switch (refusal) {
            case Refusal.UnknownEntity() -> new FlowException(FlowError.USER_NOT_FOUND);
            case Refusal.UnknownFlow() -> new FlowException(unknownFlow, flow);
            case Refusal.FlowNotApproved() -> new FlowException(FlowError.FLOW_NOT_APPROVED, flow);
            case Refusal.RecentlyPassed(var window) ->
                    new FlowException(FlowError.RECENTLY_PASSED, text(window));
            case Refusal.DuplicatePending(var window) ->
                    new FlowException(FlowError.DUPLICATE_PENDING, text(window));
            case Refusal.AttemptsExceeded(var userHandle) ->
                    new FlowException(FlowError.ATTEMPTS_EXCEEDED, userHandle);
            case Refusal.MissingData(var names) -> missing(names);
        };
    }

    static FlowException missing(List<String> names) {
        return new FlowException(
                FlowError.MISSING_DATA,
                names.stream().collect(Collectors.joining("', '", "['", "']")));
    }

    /** {@code 30 days}, {@code 15 min}. */
    private static String text(Duration window) {
        return window.toDaysPart() > 0 ? window.toDays() + " days" : window.toMinutes() + " min";
    }
}
