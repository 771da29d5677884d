package dev.kycplatform.flow.verification;

import java.util.Optional;

/**
 * The webhook that a transition owes (contract, section 8).
 *
 * @param eventType {@code kyc}, {@code kyc_status} or {@code kyc_action}
 * @param outcome the state it led to
 * @param actionNeeded what is waited for
 */
public record Notice(String eventType, String outcome, Optional<KycAction> actionNeeded) {
    /** Classic: a run came to something. */
    private static final String RUN = "kyc";

    /** Advanced: it passed or failed. */
    private static final String STATUS = "kyc_status";

    /** Advanced: somebody must do something. */
    private static final String ACTION = "kyc_action";

    /** What is owed for having got into this state; empty if nobody is told. */
    public static Optional<Notice> of(Verification after) {
        var outcome = after.state().wire();
        return switch (after.state()) {
            case VerificationState.Pending _, VerificationState.DocumentsReceived _ ->
                    Optional.empty();
            case VerificationState.Passed _, VerificationState.Failed _ ->
                    Optional.of(
                            new Notice(
                                    after.contract() == Contract.CLASSIC ? RUN : STATUS,
                                    outcome,
                                    Optional.empty()));
            case VerificationState.DocumentsRequired _, VerificationState.Review _ ->
                    Optional.of(
                            after.contract() == Contract.CLASSIC
                                    ? new Notice(RUN, outcome, Optional.empty())
                                    : new Notice(ACTION, outcome, after.action()));
        };
    }
}
