package dev.kycplatform.dispatcher.delivery;

import dev.kycplatform.contracts.error.KycException;
import dev.kycplatform.dispatcher.DispatcherConfig;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jboss.logging.Logger;

/**
 * Makes every delivery that a stored result owes and that no record has led to: its record was lost to the
 * topic's retention, or never published. Each result is looked at once, a while after it was recorded, by
 * whichever instance comes first; two at once make the same deliveries, which is harmless.
 */
@Singleton
public class Reconciler {
    private static final Logger LOG = Logger.getLogger(Reconciler.class);

    /** What one statement looks at; so many deliveries at most are made at a time. */
    private static final int BATCH = 500;

    private final RecordedResults results;
    private final StartDelivery starting;
    private final DeliveryMetrics metrics;
    private final Duration behind;
    private final Repeatedly repeatedly;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    Reconciler(
            RecordedResults results,
            StartDelivery starting,
            DeliveryMetrics metrics,
            DispatcherConfig config) {
        this.results = results;
        this.starting = starting;
        this.metrics = metrics;
        this.behind = config.reconcileBehind();
        this.repeatedly = new Repeatedly("reconciler", config.reconcileInterval(), this::reconcile);
    }

    public void start() {
        repeatedly.start();
    }

    public void stop() {
        repeatedly.stop();
    }

    @PreDestroy
    void close() {
        threads.shutdownNow();
    }

    /** Batch after batch, until it has caught up. A batch that fails is looked at again. */
    private void reconcile() {
        var from = results.reconciled();
        var batch = results.after(from, behind, BATCH);
        while (!batch.isEmpty() && !repeatedly.isStopping()) {
            make(batch.stream().filter(RecordedResults.Recorded::isMissing).toList());
            var to = batch.getLast().position();
            results.advance(from, to);
            from = to;
            batch = batch.size() < BATCH ? List.of() : results.after(from, behind, BATCH);
        }
    }

    private void make(List<RecordedResults.Recorded> missing) {
        var making =
                missing.stream()
                        .map(one -> threads.submit((Callable<Boolean>) () -> isMade(one)))
                        .toList();
        var made = making.stream().filter(Reconciler::get).count();
        if (made > 0) {
            metrics.reconciled(made);
            LOG.warnf("Made deliveries that no record had led to: %d", made);
        }
    }

    private boolean isMade(RecordedResults.Recorded missing) {
        var reference = missing.position().reference();
        try {
            return starting.start(reference);
        } catch (KycException e) {
            if (e.isWorthRepeating()) {
                throw e;
            }
            // As its record would be dead-lettered; the others go on.
            metrics.notReconciled();
            LOG.errorf(
                    "An owed delivery cannot be made: jobId=%s partnerId=%s code=%s",
                    reference.key().jobId(), reference.key().partnerId(), e.code());
            return false;
        }
    }

    private static boolean get(Future<Boolean> making) {
        try {
            return making.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("the service stops", e);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof KycException failure
                    ? failure
                    : new IllegalStateException(e.getCause());
        }
    }
}
