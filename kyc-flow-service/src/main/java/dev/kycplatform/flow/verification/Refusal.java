package dev.kycplatform.flow.verification;

import java.time.Duration;
import java.util.List;

/** Why a verification does not start, in the order in which it is asked (decisions, Refusals of {@code /kyc}). */
public sealed interface Refusal {
    record UnknownEntity() implements Refusal {}

    /** The app has no such flow. */
    record UnknownFlow() implements Refusal {}

    record FlowNotApproved() implements Refusal {}

    /** One passed within the window. */
    record RecentlyPassed(Duration window) implements Refusal {}

    /** One that was requested within the window is pending. */
    record DuplicatePending(Duration window) implements Refusal {}

    /** Too many failed within the window. */
    record AttemptsExceeded(String userHandle) implements Refusal {}

    /** @param names of what the flow needs and is not registered, sorted */
    record MissingData(List<String> names) implements Refusal {}
}
