package dev.kycplatform.deployment;

import io.quarkus.runtime.ShutdownDelayInitiatedEvent;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpVersion;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;
import org.jboss.logging.Logger;

/**
 * The end of a service's HTTP: from the moment that it is told to stop it is not ready, new requests are refused as every other
 * 503 of the service is, and those under way end, within a bound. Everything else of the service stops after that.
 */
@Readiness
@ApplicationScoped
public class OrderlyStop implements HealthCheck {
    private static final Logger LOG = Logger.getLogger(OrderlyStop.class);

    /** Before every filter of a service. */
    private static final int FIRST = 2_000;

    /** Health and metrics, which are asked for to the end. */
    private static final String OWN_PATHS = "/q/";

    /** Another instance takes the repeat. */
    private static final String RETRY_AFTER = "1";

    private static final int REFUSED = 503;

    private final Duration within;
    private final AtomicInteger underWay = new AtomicInteger();
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition ended = lock.newCondition();
    private volatile boolean isStopping;

    OrderlyStop(StopConfig config) {
        this.within = config.within();
    }

    void install(@Observes Filters filters) {
        filters.register(this::pass, FIRST);
    }

    private void pass(RoutingContext request) {
        if (request.request().uri().startsWith(OWN_PATHS)) {
            request.next();
        } else if (begin()) {
            request.addEndHandler(_ -> end());
            request.next();
        } else {
            // A service that says more in its refusals does so where it answers what failed.
            request.response().putHeader(HttpHeaders.RETRY_AFTER, RETRY_AFTER);
            if (request.request().version() != HttpVersion.HTTP_2) {
                request.response().putHeader(HttpHeaders.CONNECTION, "close");
            }
            request.fail(REFUSED);
        }
    }

    /** Returns once no request is under way, or it has taken too long; nothing else has been stopped by then. */
    void stop(@Observes ShutdownDelayInitiatedEvent event) {
        isStopping = true;
        lock.lock();
        try {
            var left = within.toNanos();
            while (underWay.get() > 0 && left > 0) {
                left = ended.awaitNanos(left);
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        } finally {
            lock.unlock();
        }
        if (underWay.get() > 0) {
            LOG.warnf("Stopping with requests under way: requests=%d", underWay.get());
        }
    }

    @Override
    public HealthCheckResponse call() {
        return HealthCheckResponse.named("stop").status(!isStopping).build();
    }

    /** Counted before it is asked whether it comes too late: no request slips past a stop that has seen none. */
    private boolean begin() {
        underWay.incrementAndGet();
        if (isStopping) {
            end();
            return false;
        }
        return true;
    }

    private void end() {
        if (underWay.decrementAndGet() == 0 && isStopping) {
            lock.lock();
            try {
                ended.signalAll();
            } finally {
                lock.unlock();
            }
        }
    }
}
