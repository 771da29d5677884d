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

    @Override
    public String toString() {
        return value;
    }
}
