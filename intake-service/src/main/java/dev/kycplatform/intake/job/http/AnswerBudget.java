package dev.kycplatform.intake.job.http;

import dev.kycplatform.contracts.error.ErrorCode;
import dev.kycplatform.contracts.error.KycException;
import dev.kycplatform.intake.IntakeConfig;
import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** Bounds the bytes of results in answers that are being written, for clients may read slowly. */
@ApplicationScoped
class AnswerBudget {
    private static final Duration PATIENCE = Duration.ofSeconds(1);

    private final int mostBytes;
    private final Semaphore bytes;
    private final CurrentVertxRequest request;

    AnswerBudget(IntakeConfig config, CurrentVertxRequest request) {
        this.mostBytes = config.mostAnswerBytes();
        this.bytes = new Semaphore(mostBytes);
        this.request = request;
    }

    /**
     * Takes so many bytes until the answer to the request at hand has left. Blocking, for a moment.
     *
     * @throws KycException with OVERLOADED
     */
    void take(long wanted) {
        // An answer beyond the budget can only come alone.
        var taken = Math.toIntExact(Math.min(wanted, mostBytes));
        if (!isTaken(taken)) {
            throw new KycException(ErrorCode.OVERLOADED, "too many answers are being written");
        }
        request.getCurrent().addEndHandler(_ -> bytes.release(taken));
    }

    private boolean isTaken(int wanted) {
        try {
            return bytes.tryAcquire(wanted, PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
