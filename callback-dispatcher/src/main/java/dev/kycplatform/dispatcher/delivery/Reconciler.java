package dev.kycplatform.dispatcher.delivery;

import dev.kycplatform.contracts.error.KycException;
import dev.kycplatform.contracts.job.JobKey;
import dev.kycplatform.contracts.job.PartnerId;
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
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import org.jboss.logging.Logger;

/**
 * Makes every delivery that a stored result or a verification owes and that no record has led to: its record was
 * lost to the topic's retention, or never published. Each is looked at once, a while after it was recorded, by
 * whichever instance comes first; two at once make the same deliveries, which is harmless.
 */
@Singleton
public class Reconciler {
    private static final Logger LOG = Logger.getLogger(Reconciler.class);

    /** What one statement looks at; so many deliveries at most are made at a time. */
    private static final int BATCH = 500;

    private final RecordedResults results;
    private final RecordedWebhooks webhooks;
    private final StartDelivery starting;
    private final StartWebhooks startingWebhooks;
    private final DeliveryMetrics metrics;
    private final Duration behind;
    private final List<Repeatedly> repeatedly;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    Reconciler(
            RecordedResults results,
            RecordedWebhooks webhooks,
            StartDelivery starting,
            StartWebhooks startingWebhooks,
            DeliveryMetrics metrics,
            DispatcherConfig config) {
        this.results = results;
        this.webhooks = webhooks;
        this.starting = starting;
        this.startingWebhooks = startingWebhooks;
        this.metrics = metrics;
        this.behind = config.reconcileBehind();
        this.repeatedly =
                List.of(
                        new Repeatedly(
                                "reconciler", config.reconcileInterval(), this::reconcileResults),
                        new Repeatedly(
                                "reconciler of webhooks",
                                config.reconcileInterval(),
                                this::reconcileWebhooks));
    }

    public void start() {
        repeatedly.forEach(Repeatedly::start);
    }

    public void stop() {
        repeatedly.forEach(Repeatedly::stop);
    }

    @PreDestroy
    void close() {
        threads.shutdownNow();
    }

    private void reconcileResults() {
        reconcile(
                results,
                position ->
                        new Making(
                                position.reference().key(),
                                () -> starting.start(position.reference())));
    }

    private void reconcileWebhooks() {
        reconcile(
                webhooks,
                position ->
                        new Making(
                                JobKey.of(
                                        PartnerId.ofApp(position.webhook().appHandle()).value(),
                                        position.webhook().verificationId()),
                                () -> startingWebhooks.start(position.webhook())));
    }

    /** How an owed delivery is made. */
    private record Making(JobKey job, BooleanSupplier work) {}

    /** Batch after batch, until it has caught up. A batch that fails is looked at again. */
    private <P> void reconcile(RecordedFacts<P> facts, Function<P, Making> making) {
        var from = facts.reconciled();
        var batch = facts.after(from, behind, BATCH);
        while (!batch.isEmpty() && !isStopping()) {
            make(
                    batch.stream()
                            .filter(RecordedFacts.Recorded::isMissing)
                            .map(one -> making.apply(one.position()))
                            .toList());
            var to = batch.getLast().position();
            facts.advance(from, to);
            from = to;
            batch = batch.size() < BATCH ? List.of() : facts.after(from, behind, BATCH);
        }
    }

    private boolean isStopping() {
        return repeatedly.getFirst().isStopping();
    }

    private void make(List<Making> missing) {
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

    private boolean isMade(Making missing) {
        try {
            return missing.work().getAsBoolean();
        } catch (KycException e) {
            if (e.isWorthRepeating()) {
                throw e;
            }
            // As its record would be dead-lettered; the others go on.
            metrics.notReconciled();
            LOG.errorf(
                    "An owed delivery cannot be made: jobId=%s partnerId=%s code=%s",
                    missing.job().jobId(), missing.job().partnerId(), e.code());
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
