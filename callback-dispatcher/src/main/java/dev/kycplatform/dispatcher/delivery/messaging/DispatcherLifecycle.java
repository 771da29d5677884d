package dev.kycplatform.dispatcher.delivery.messaging;

import dev.kycplatform.dispatcher.delivery.DropExpiredDays;
import dev.kycplatform.dispatcher.delivery.DueDeliveries;
import dev.kycplatform.dispatcher.delivery.PublishEvents;
import dev.kycplatform.dispatcher.delivery.Reconciler;
import dev.kycplatform.dispatcher.delivery.WatchDeliveries;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

/**
 * Starts taking up what is due with the service, and stops it first. What deliveries are made of is made
 * with it (singletons, not made on first use), so that a missing keyset or a wrong setting fails the
 * start and not the first records.
 */
@ApplicationScoped
class DispatcherLifecycle {
    private final DueDeliveries due;
    private final Reconciler reconciler;
    private final PublishEvents publishing;
    private final DropExpiredDays dropping;
    private final WatchDeliveries watching;

    DispatcherLifecycle(
            DueDeliveries due,
            Reconciler reconciler,
            PublishEvents publishing,
            DropExpiredDays dropping,
            WatchDeliveries watching) {
        this.due = due;
        this.reconciler = reconciler;
        this.publishing = publishing;
        this.dropping = dropping;
        this.watching = watching;
    }

    /** After topics and partners. */
    void start(@Observes @Priority(100) StartupEvent event) {
        due.start();
        reconciler.start();
        publishing.start();
        dropping.start();
        watching.start();
    }

    /** Ahead of everything an attempt in flight needs to be recorded. */
    void stop(@Observes @Priority(1) ShutdownEvent event) {
        watching.stop();
        dropping.stop();
        reconciler.stop();
        due.stop();
        publishing.stop();
    }
}
