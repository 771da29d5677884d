package dev.kycplatform.flow.verification;

/** Tells of transitions: an event, and the webhooks the contract has. Joins the transaction of the transition. */
public interface Announcements {
    void announce(Step step);
}
