package dev.kycplatform.benchmarks.reconciliation;

/** A run that lost something has no figures. */
public final class LostJobsException extends RuntimeException {
    private static final long serialVersionUID = 1;

    public LostJobsException(String message) {
        super(message);
    }
}
