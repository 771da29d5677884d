package dev.kycplatform.dispatcher.delivery;

/** Whose turn an attempt is; says how much of the room it may use. */
enum Turn {
    /** A delivery that is just being stored: all but a quarter. */
    NEW,
    /** A first try that found no room when it came: everything. */
    FIRST,
    /** A try after a failed one, or a probe: half, so that first tries never wait behind late retries. */
    RETRY
}
