package dev.kycplatform.sandbox;

/** Which of the two worlds a deployment belongs to. */
public enum Environment {
    /** Test numbers only; the last digit says what is answered. */
    SANDBOX,

    /** Every well-formed number has a person, derived from it. */
    PRODUCTION
}
