package dev.kycplatform.dispatcher.delivery;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.UUID;

/**
 * Events that stand beside what they tell of, stored with it, until the broker has acknowledged them. Every
 * method throws KycException as an outage does.
 */
public interface OutgoingEvents {
    /** Groups that this instance has recorded, oldest first. */
    List<OutgoingGroup> own(int most);

    /** Those that any instance has recorded that long ago: it may have died. */
    List<OutgoingGroup> leftBehind(Duration ago, int most);

    void published(Collection<UUID> groups);
}
