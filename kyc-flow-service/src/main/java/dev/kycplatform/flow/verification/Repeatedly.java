package dev.kycplatform.flow.verification;

import dev.kycplatform.contracts.error.KycException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/** Does something at an interval, on a virtual thread of its own; what fails is done again the next time. */
public final class Repeatedly {
    private static final Logger LOG = Logger.getLogger(Repeatedly.class);

    private final String what;
    private final Duration interval;
    private final Runnable work;
    private final CountDownLatch stopping = new CountDownLatch(1);

    public Repeatedly(String what, Duration interval, Runnable work) {
        this.what = what;
        this.interval = interval;
        this.work = work;
    }

    public void start() {
        Thread.ofVirtual().name(what).start(this::run);
    }

    /** Returns at once; what is being done may go on for a while. */
    public void stop() {
        stopping.countDown();
    }

    boolean isStopping() {
        return stopping.getCount() == 0;
    }

    private void run() {
        try {
            do {
                once();
            } while (!stopping.await(interval.toMillis(), TimeUnit.MILLISECONDS));
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    void once() {
        try {
            work.run();
        } catch (KycException e) {
            LOG.warnf("Not done, will be done again: what=%s code=%s", what, e.code());
        } catch (RuntimeException e) {
            LOG.errorf(e, "Not done, will be done again: what=%s", what);
        }
    }
}
