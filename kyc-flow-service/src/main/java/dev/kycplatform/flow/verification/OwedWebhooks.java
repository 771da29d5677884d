package dev.kycplatform.flow.verification;

/** Webhooks that are owed, kept for the dispatcher. Joins the transaction of the transition. */
public interface OwedWebhooks {
    /** One for each endpoint of the app that wants to hear of it. */
    void owe(Verification after, Notice notice);
}
