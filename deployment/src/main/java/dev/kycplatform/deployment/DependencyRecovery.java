package dev.kycplatform.deployment;

import dev.kycplatform.contracts.error.KycException;
import io.quarkus.arc.All;
import io.quarkus.runtime.ShutdownEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jboss.logging.Logger;

/**
 * Where work waits for a dependency that is down. However many wait, one asks at a time, about once a
 * second; when it answers, all go on. Safe for virtual threads.
 */
@ApplicationScoped
public class DependencyRecovery {
    private static final Logger LOG = Logger.getLogger(DependencyRecovery.class);

    /** Soon enough that nobody notices the difference, seldom enough not to hinder a recovery. */
    private static final Duration BETWEEN_PROBES = Duration.ofSeconds(1);

    private final List<DependencyProbe> probes;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private boolean probing;
    private boolean stopping;
    private long recoveries;

    DependencyRecovery(@All List<DependencyProbe> probes) {
        this.probes = probes;
    }

    void stop(@Observes ShutdownEvent event) {
        lock.lock();
        try {
            stopping = true;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /**
     * Returns when the dependency that failed answers again.
     *
     * @param failure worth repeating
     * @throws KycException the same failure, if the service stops meanwhile: leave the work undone
     */
    public void await(KycException failure) {
        lock.lock();
        try {
            long seen = recoveries;
            while (recoveries == seen) {
                if (stopping) {
                    throw failure;
                }
                if (probing) {
                    changed.await();
                } else {
                    probe(failure);
                }
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            throw failure;
        } finally {
            lock.unlock();
        }
    }

    private void probe(KycException failure) throws InterruptedException {
        probing = true;
        LOG.warnf(failure, "Waiting for a dependency: code=%s", failure.code());
        try {
            while (!stopping) {
                changed.awaitNanos(BETWEEN_PROBES.toNanos());
                if (!stopping && allAnswer()) {
                    LOG.info("Dependencies answer again");
                    recoveries++;
                    return;
                }
            }
        } finally {
            probing = false;
            changed.signalAll();
        }
    }

    /** Asked with the lock released, so that a stop is seen. */
    private boolean allAnswer() {
        lock.unlock();
        try {
            return probes.stream().allMatch(DependencyProbe::answers);
        } finally {
            lock.lock();
        }
    }
}
