package dev.kycplatform.flow.verification;

import java.time.Duration;
import java.util.Optional;

/**
 * The numbers of the contract (section 5, timers).
 *
 * @param pendingWindow how long after its request a pending verification keeps others from starting
 * @param passedWindow how long after a pass none can start
 * @param attemptsWindow how long a failure counts
 * @param mostAttempts failures in that window, after which none can start
 * @param expiresAfter how long after its last update an open verification fails
 * @param unansweredCounts whether one that expired without any authority's answer is an attempt
 * @param mostTries how often one verification can be resumed
 * @param documentsAcceptedAfter Classic: when received documents are taken as accepted; empty: never by themselves
 * @param uploadRestartsExpired whether a document uploaded to an expired verification opens it again
 */
public record Rules(
        Duration pendingWindow,
        Duration passedWindow,
        Duration attemptsWindow,
        int mostAttempts,
        Duration expiresAfter,
        boolean unansweredCounts,
        int mostTries,
        Optional<Duration> documentsAcceptedAfter,
        boolean uploadRestartsExpired) {

    /** As far back as anything counts. */
    public Duration memory() {
        return passedWindow.compareTo(attemptsWindow) > 0 ? passedWindow : attemptsWindow;
    }
}
