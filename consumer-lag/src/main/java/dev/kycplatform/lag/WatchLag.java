package dev.kycplatform.lag;

import dev.kycplatform.contracts.error.KycException;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.jboss.logging.Logger;

/**
 * Keeps the latest lag of all watched groups at hand. While the broker is away the last known stands, and ages: the
 * oldest record that waited then waits still.
 */
@ApplicationScoped
public class WatchLag {
    private static final Logger LOG = Logger.getLogger(WatchLag.class);

    private final GroupStandings standings;
    private final LagHistory history;
    private final LagGauges gauges;
    private final Clock clock;
    private volatile LagReport latest = new LagReport(Instant.EPOCH, List.of());

    WatchLag(GroupStandings standings, LagConfig config, LagGauges gauges, Clock clock) {
        this.standings = standings;
        this.history = new LagHistory(config.window());
        this.gauges = gauges;
        this.clock = clock;
    }

    /** One round, by one thread. */
    public void look() {
        try {
            var asked = clock.instant();
            latest = history.add(asked, standings.read());
            gauges.show(latest);
        } catch (KycException e) {
            LOG.warnf(e, "How far behind the consumers are is not known: code=%s", e.code());
        } catch (RuntimeException e) {
            // A defect of ours must not end the watching.
            LOG.error("Looking at the consumers' lag failed", e);
        }
    }

    /** Empty before the first round. */
    public LagReport latest() {
        return latest;
    }
}
