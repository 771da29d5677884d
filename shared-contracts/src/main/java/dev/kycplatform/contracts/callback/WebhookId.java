package dev.kycplatform.contracts.callback;

import dev.kycplatform.contracts.event.EventId;
import dev.kycplatform.contracts.job.JobKey;

/** The {@code webhook-id} of a message: the same on every attempt, so that a receiver can deduplicate. */
public record WebhookId(String value) {

    /** A job's one callback. */
    public static WebhookId ofJob(JobKey key) {
        return new WebhookId(
                "msg_"
                        + EventId.digest(
                                "callback",
                                key.partnerId().value(),
                                key.jobId().value(),
                                "result"));
    }

    /**
     * A flow's webhook: the same at every endpoint of the app.
     *
     * @param version of the verification after the transition
     * @param eventType kyc, kyc_status or kyc_action
     */
    public static WebhookId ofVerification(
            String appHandle, String verificationId, long version, String eventType) {
        return new WebhookId(
                "msg_"
                        + EventId.digest(
                                "webhook",
                                appHandle,
                                verificationId,
                                Long.toString(version),
                                eventType));
    }

    @Override
    public String toString() {
        return value;
    }
}
