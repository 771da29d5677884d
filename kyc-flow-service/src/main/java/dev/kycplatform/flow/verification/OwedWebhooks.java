package dev.kycplatform.flow.verification;

import java.time.Instant;

/** Webhooks that are owed, kept for the dispatcher. Joins the transaction of the transition. */
public interface OwedWebhooks {
    /** One for each endpoint of the app that wants to hear of it. */
    void owe(Verification after, Notice notice);

    /** Forgets some that were owed before that time. @return how many */
    int forget(Instant before, int most);
}
