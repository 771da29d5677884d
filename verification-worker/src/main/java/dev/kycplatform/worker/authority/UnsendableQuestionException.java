package dev.kycplatform.worker.authority;

/** A question that no request can carry, so that no register has it; never leaves this package. */
final class UnsendableQuestionException extends Exception {
    private static final long serialVersionUID = 1L;

    UnsendableQuestionException() {
        super("a value can stand in no request", null, false, false);
    }
}
