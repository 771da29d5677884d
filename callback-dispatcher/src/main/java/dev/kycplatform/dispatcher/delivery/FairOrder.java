package dev.kycplatform.dispatcher.delivery;

import static java.util.Comparator.comparing;
import static java.util.Comparator.comparingInt;

import dev.kycplatform.dispatcher.endpoint.Lane;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;

/** Who comes first when there is not room for all: the first of each lane before the second of any. */
public final class FairOrder {
    private static final Comparator<Candidate> IN_LANE =
            comparing(Candidate::isRetry).thenComparing(Candidate::dueAt);

    private FairOrder() {}

    private record Placed(int place, Candidate candidate) {}

    /** In a lane first tries come before retries, and what is due longest before what is due since. */
    public static List<Candidate> of(Collection<Candidate> candidates) {
        var places = new HashMap<Lane, Integer>();
        return candidates.stream()
                .sorted(IN_LANE)
                .map(one -> new Placed(places.merge(one.lane(), 1, Integer::sum), one))
                .sorted(comparingInt(Placed::place).thenComparing(Placed::candidate, IN_LANE))
                .map(Placed::candidate)
                .toList();
    }
}
