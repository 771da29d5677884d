package dev.kycplatform.worker.archive;

/** How fast results are announced again, by one instance. */
public interface Pace {
    /** Returns when the next one may be. */
    void awaitTurn() throws InterruptedException;
}
