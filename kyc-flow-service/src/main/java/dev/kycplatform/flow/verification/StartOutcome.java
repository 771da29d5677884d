package dev.kycplatform.flow.verification;

/** Whether a verification was started. */
public sealed interface StartOutcome {
    record Started(Verification verification) implements StartOutcome {}

    record Refused(Refusal refusal) implements StartOutcome {}
}
