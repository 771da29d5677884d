package dev.kycplatform.sandbox.asked;

import dev.kycplatform.sandbox.authority.IdAuthority;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/**
 * Counts every question that came with the right credentials and a number, whatever became of it: an
 * authority that is down was asked too. Starts at zero with the process.
 */
@ApplicationScoped
public class AskedCounts {
    private final Map<IdAuthority, Tally> tallies = new ConcurrentHashMap<>();

    public void count(IdAuthority authority, String idNumber) {
        var tally = tallyOf(authority);
        tally.asked.increment();
        tally.numbers.add(idNumber);
    }

    public Asked of(IdAuthority authority) {
        var tally = tallyOf(authority);
        return new Asked(tally.asked.sum(), tally.numbers.count());
    }

    public void reset(IdAuthority authority) {
        tallies.put(authority, new Tally());
    }

    private Tally tallyOf(IdAuthority authority) {
        return tallies.computeIfAbsent(authority, _ -> new Tally());
    }

    private static final class Tally {
        private final LongAdder asked = new LongAdder();
        private final DistinctNumbers numbers = new DistinctNumbers();
    }
}
