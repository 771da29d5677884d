package dev.kycplatform.sandbox.fault;

import java.time.Duration;

/** Lets at most a second's worth of questions pass at once, and refills evenly. Safe for many threads. */
final class TokenBucket {
    private static final long SECOND = Duration.ofSeconds(1).toNanos();

    private final int perSecond;
    private double tokens;
    private long filledAt;

    TokenBucket(int perSecond, long nanoTime) {
        this.perSecond = perSecond;
        this.tokens = perSecond;
        this.filledAt = nanoTime;
    }

    /**
     * Takes a token if there is one.
     *
     * @param nanoTime of the same source as before; an earlier one than before refills nothing
     */
    synchronized boolean tryTake(long nanoTime) {
        var passed = nanoTime - filledAt;
        if (passed > 0) {
            tokens = Math.min(perSecond, tokens + (double) passed / SECOND * perSecond);
            filledAt = nanoTime;
        }
        if (tokens < 1) {
            return false;
        }
        tokens--;
        return true;
    }
}
