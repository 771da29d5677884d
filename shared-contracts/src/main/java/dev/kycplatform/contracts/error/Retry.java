package dev.kycplatform.contracts.error;

/** The one question a failure answers. */
public enum Retry {
    /** The same again gives the same: stop. */
    NEVER,

    /** Something else is down or full: the same again may succeed. */
    LATER
}
