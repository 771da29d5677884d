package dev.kycplatform.worker.lookup;

import dev.kycplatform.contracts.error.KycException;

/** Where completed jobs are announced. */
public interface ResultEvents {
    /**
     * Returns when the broker has acknowledged. The same result is announced with the same id and value
     * each time.
     *
     * @throws KycException with EVENT_LOG_UNAVAILABLE (it may have happened)
     */
    void publish(StoredResult result);
}
