package dev.kycplatform.worker.lookup;

/** What is known of a job when a record of it comes in. */
public sealed interface Standing {
    /** It has its result: nothing but the announcement can be missing. */
    record Answered(StoredResult result) implements Standing {}

    /** It waits for its next attempt: the parked row owns it. */
    record Parked() implements Standing {}

    /** Nothing: it is to be asked. */
    record Open() implements Standing {}
}
