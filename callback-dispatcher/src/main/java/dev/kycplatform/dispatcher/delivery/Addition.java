package dev.kycplatform.dispatcher.delivery;

/** What became of a delivery that was to be stored. */
public enum Addition {
    /** It is stored under its lease: its first attempt is the caller's. */
    BEGUN,
    /** It is stored and waits for its turn, or until its endpoint is enabled again. */
    WAITING,
    /** It was there: whoever stored it looks after it. */
    KNOWN
}
