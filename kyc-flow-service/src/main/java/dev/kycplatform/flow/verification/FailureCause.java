package dev.kycplatform.flow.verification;

/** Why a verification failed, as far as rules ask. */
public enum FailureCause {
    /** By the verdict: an authority's answer, or an operator. */
    DENIED,
    /** Not updated for too long. */
    EXPIRED,
    /** Not updated for too long, and no authority ever answered: whether it counts as an attempt is configured. */
    UNANSWERED
}
