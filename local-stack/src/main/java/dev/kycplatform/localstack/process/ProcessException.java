package dev.kycplatform.localstack.process;

/** Something could not be started; the message is for the person at the terminal. */
public final class ProcessException extends RuntimeException {
    public ProcessException(String message) {
        super(message);
    }

    public ProcessException(String message, Throwable cause) {
        super(message, cause);
    }
}
