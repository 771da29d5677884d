package dev.kycplatform.worker.lookup;

/** What a partner's lookups at an authority stand in line as, each line with a share of its own. */
public enum Turn {
    /** Jobs that come in. */
    NEW,
    /** Jobs that were parked: a backlog never keeps the same partner's new jobs out. */
    PARKED,
    /** Jobs that somebody waits for. */
    AWAITED
}
