package dev.kycplatform.contracts.flow;

/** A request that an app is refused. Undoes the transaction it is thrown in. */
public final class FlowException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final FlowError error;
    private final String text;
    private final transient Violations violations;

    /** @param arguments what the error's text speaks of; free of personal data */
    public FlowException(FlowError error, Object... arguments) {
        this(error, new Violations(), arguments);
    }

    /**
     * @param violations told as {@code validation_details}
     * @param arguments what the error's text speaks of; free of personal data
     */
    public FlowException(FlowError error, Violations violations, Object... arguments) {
        super(error.name());
        this.error = error;
        this.text = error.message(arguments);
        this.violations = violations;
    }

    public FlowError error() {
        return error;
    }

    /** The answer's {@code message}. */
    public String text() {
        return text;
    }

    public Violations violations() {
        return violations;
    }
}
