package dev.kycplatform.dispatcher.delivery;

import dev.kycplatform.contracts.event.Event;
import dev.kycplatform.contracts.event.EventId;
import java.time.Duration;
import java.util.Collection;
import java.util.List;

/**
 * Events that stand beside what they tell of, stored with it, until the broker has acknowledged them. Every
 * method throws KycException as an outage does.
 */
public interface OutgoingEvents {
    /** Those that this instance has recorded, oldest first. */
    List<Event> own(int most);

    /** Those that any instance has recorded that long ago: it may have died. */
    List<Event> leftBehind(Duration ago, int most);

    void published(Collection<EventId> events);
}
