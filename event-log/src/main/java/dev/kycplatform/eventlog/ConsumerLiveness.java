package dev.kycplatform.eventlog;

import dev.kycplatform.deployment.DependencyProbe;
import io.quarkus.arc.All;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.HashMap;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Liveness;
import org.jboss.logging.Logger;

/**
 * Alive while every consumer advances or has a reason not to: nothing to read, or PostgreSQL or Kafka away. One
 * that stands still without a reason does not come back by itself; the process is to be started again. Looked at
 * now and then by a thread of its own, so that asking costs nothing and never waits.
 */
@Liveness
@ApplicationScoped
class ConsumerLiveness implements HealthCheck {
    private static final Logger LOG = Logger.getLogger(ConsumerLiveness.class);

    private final List<DependencyProbe> probes;
    private final GroupPositions groups;
    private final OwnReadings readings;
    private final EventLogConfig.Liveness config;
    private final StandStills standStills = new StandStills();
    private final Thread thread = Thread.ofVirtual().name("consumer-liveness").unstarted(this::run);
    private volatile List<String> wedged = List.of();

    ConsumerLiveness(
            @All List<DependencyProbe> probes,
            GroupPositions groups,
            OwnReadings readings,
            EventLogConfig config) {
        this.probes = probes;
        this.groups = groups;
        this.readings = readings;
        this.config = config.liveness();
    }

    void start(@Observes StartupEvent event) {
        thread.start();
    }

    void stop(@Observes ShutdownEvent event) {
        thread.interrupt();
    }

    @Override
    public HealthCheckResponse call() {
        var standing = wedged;
        var response = HealthCheckResponse.named("consumers").status(standing.isEmpty());
        standing.forEach(consumer -> response.withData(consumer, "stands still"));
        return response.build();
    }

    private void run() {
        try {
            while (true) {
                Thread.sleep(config.checkEvery());
                look();
            }
        } catch (InterruptedException _) {
            // The service stops.
        }
    }

    private void look() throws InterruptedException {
        try {
            if (probes.stream().allMatch(DependencyProbe::answers)) {
                var waiting = new HashMap<>(groups.behind());
                readings.open()
                        .forEach(
                                reading ->
                                        waiting.put("topic " + reading.topic(), reading.turns()));
                standStills.observe(waiting, System.nanoTime());
            } else {
                standStills.forget();
            }
        } catch (ExecutionException | TimeoutException | RuntimeException e) {
            LOG.warnf(e, "Where the consumers stand is not known");
            standStills.forget();
        }
        tell(standStills.longerThan(config.stalledAfter(), System.nanoTime()));
    }

    private void tell(List<String> standing) {
        if (standing.equals(wedged)) {
            return;
        }
        if (standing.isEmpty()) {
            LOG.info("All consumers go on");
        } else {
            LOG.errorf("Consumers that stand still: %s", standing);
        }
        wedged = standing;
    }
}
