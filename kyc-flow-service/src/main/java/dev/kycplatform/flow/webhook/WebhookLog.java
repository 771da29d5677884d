package dev.kycplatform.flow.webhook;

import java.util.List;

/** Webhooks with what the dispatcher tells of them. */
public interface WebhookLog {
    /**
     * No search looks at more: beyond them, counting costs more than it tells. The filter's times reach the others.
     */
    int MOST_SEARCHED = 10_000;

    /** @param total how many fit in all, of those that were searched */
    record Found(List<LoggedWebhook> webhooks, long total) {}

    /**
     * A part of those that fit.
     *
     * @param skipped how many come before
     * @throws dev.kycplatform.contracts.error.KycException worth repeating, also while the dispatcher has never run
     */
    Found find(WebhookFilter filter, int skipped, int most);
}
