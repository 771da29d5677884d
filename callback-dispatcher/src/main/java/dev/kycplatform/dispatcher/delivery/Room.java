package dev.kycplatform.dispatcher.delivery;

import dev.kycplatform.dispatcher.endpoint.Lane;
import java.util.Set;

/**
 * How much may be taken up now, roughly: whoever takes something up asks for its slot.
 *
 * @param full lanes that can take no more
 */
public record Room(int deliveries, Set<Lane> full) {
    static final Room NONE = new Room(0, Set.of());

    public boolean isNone() {
        return deliveries <= 0;
    }
}
