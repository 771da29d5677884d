package dev.kycplatform.worker.authority;

/** An authority's answer that is not what it should be; never leaves this package. */
final class UnreadableAnswerException extends Exception {
    private static final long serialVersionUID = 1L;

    private final String reason;

    /** @param reason one word or two, free of personal data */
    UnreadableAnswerException(String reason) {
        super(reason, null, false, false);
        this.reason = reason;
    }

    String reason() {
        return reason;
    }
}
