package dev.kycplatform.dispatcher.delivery;

import dev.kycplatform.contracts.EpochMicros;
import dev.kycplatform.contracts.callback.WebhookId;
import dev.kycplatform.contracts.job.JobKey;
import dev.kycplatform.contracts.result.ResultReference;
import dev.kycplatform.contracts.seal.Binding;
import dev.kycplatform.contracts.seal.Purpose;
import dev.kycplatform.dispatcher.delivery.DeliveryState.Attempting;
import dev.kycplatform.dispatcher.endpoint.Endpoint;
import dev.kycplatform.dispatcher.endpoint.Lane;
import java.time.Instant;
import java.util.Optional;

/**
 * A callback's journey to one endpoint, while it is ours to attempt.
 *
 * @param result what it carries; of an app: the verification whose transition it tells of, and when
 * @param bodySize of the sealed body, in bytes
 */
public record Delivery(
        ResultReference result,
        WebhookId webhookId,
        Endpoint endpoint,
        int bodySize,
        Optional<String> traceParent,
        Optional<Instant> firstAttemptedAt,
        Attempting state) {

    public DeliveryKey key() {
        return new DeliveryKey(result.acceptedAt(), webhookId, endpoint);
    }

    public Lane lane() {
        return new Lane(result.key().partnerId(), endpoint);
    }

    public JobKey job() {
        return result.key();
    }

    public int attempt() {
        return state.attempt();
    }

    /** What the endpoint's answer to this attempt is sealed under. */
    public Binding answerBinding() {
        return answerBinding(job(), key(), attempt());
    }

    static Binding answerBinding(JobKey job, DeliveryKey delivery, int attempt) {
        return Binding.of(
                Purpose.ENDPOINT_ANSWER,
                job.partnerId().value(),
                // A transition may owe an endpoint several webhooks.
                job.partnerId().isApp() ? delivery.webhookId().value() : job.jobId().value(),
                EpochMicros.of(delivery.acceptedAt()),
                delivery.endpoint().origin(),
                Integer.toString(attempt));
    }
}
