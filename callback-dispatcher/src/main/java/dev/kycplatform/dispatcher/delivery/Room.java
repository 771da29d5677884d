package dev.kycplatform.dispatcher.delivery;

import dev.kycplatform.dispatcher.endpoint.Endpoint;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * How much may be taken up now.
 *
 * @param bytes of sealed bodies, in all
 * @param mostPerEndpoint attempts in flight at one endpoint
 * @param busy how many attempts are in flight where there are any
 */
public record Room(int deliveries, long bytes, int mostPerEndpoint, Map<Endpoint, Integer> busy) {
    static final Room NONE = new Room(0, 0, 0, Map.of());

    public boolean isNone() {
        return deliveries <= 0 || bytes <= 0;
    }

    /** Endpoints that can take no more. */
    public Set<Endpoint> full() {
        return busy.entrySet().stream()
                .filter(entry -> entry.getValue() >= mostPerEndpoint)
                .map(Map.Entry::getKey)
                .collect(Collectors.toUnmodifiableSet());
    }
}
