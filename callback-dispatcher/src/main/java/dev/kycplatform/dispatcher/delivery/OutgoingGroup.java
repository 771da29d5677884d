package dev.kycplatform.dispatcher.delivery;

import dev.kycplatform.contracts.event.Event;
import java.util.List;
import java.util.UUID;

/**
 * Events that one transaction has recorded.
 *
 * @param events in the order in which they happened, not empty
 */
public record OutgoingGroup(UUID id, List<Event> events) {}
