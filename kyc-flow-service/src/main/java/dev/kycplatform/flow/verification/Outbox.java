package dev.kycplatform.flow.verification;

import dev.kycplatform.contracts.error.KycException;
import dev.kycplatform.contracts.event.Event;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.UUID;

/** Records that are owed to the event log, kept until the broker has acknowledged them. */
public interface Outbox {
    /** Joins the caller's transaction. */
    void add(Event event);

    /**
     * Takes some, of one key only the oldest; in a transaction of its own.
     *
     * @param lease by which they are known to be the caller's, for so long
     * @throws KycException with DATABASE_UNAVAILABLE
     */
    List<Taken> take(UUID lease, Duration within, int most);

    /**
     * Removes those that were published, in a transaction of its own.
     *
     * @throws KycException with DATABASE_UNAVAILABLE: they will be published again, with the same id
     */
    void published(UUID lease, Collection<Long> ids);

    record Taken(long id, Event event) {}
}
