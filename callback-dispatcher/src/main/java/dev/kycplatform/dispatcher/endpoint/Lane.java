package dev.kycplatform.dispatcher.endpoint;

import dev.kycplatform.contracts.job.PartnerId;
import java.util.Comparator;

/** An endpoint as one partner uses it: what is limited, cut off and disabled together. */
public record Lane(PartnerId partnerId, Endpoint endpoint) implements Comparable<Lane> {
    private static final Comparator<Lane> ORDER =
            Comparator.<Lane, String>comparing(lane -> lane.partnerId().value())
                    .thenComparing(lane -> lane.endpoint().origin());

    @Override
    public int compareTo(Lane other) {
        return ORDER.compare(this, other);
    }
}
