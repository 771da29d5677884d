package dev.kycplatform.sandbox.identity;

import java.util.Set;

/** What the register has to say about a number and whom it is said to belong to. */
public sealed interface Finding {
    /** The number's record. */
    record OnRecord(Subject subject, Set<Alert> alerts) implements Finding {}

    /** Nobody has the number. */
    record NoRecord() implements Finding {}

    /** No number looks like that, or nobody was named. */
    record BadQuestion() implements Finding {}
}
