package dev.kycplatform.dispatcher.delivery;

import dev.kycplatform.contracts.callback.WebhookId;
import dev.kycplatform.contracts.seal.Keysets;
import dev.kycplatform.contracts.seal.Purpose;
import dev.kycplatform.contracts.seal.Seal;
import dev.kycplatform.operators.AuditLog;
import dev.kycplatform.operators.Requester;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Opens what an endpoint answered, for an operator who asks; that it was read stands in the audit. */
@ApplicationScoped
public class ReadAnswers {
    private final DeliveryLog log;
    private final AuditLog audit;
    private final Seal seal;

    ReadAnswers(DeliveryLog log, AuditLog audit, Keysets keysets) {
        this.log = log;
        this.audit = audit;
        this.seal = keysets.seal(Purpose.ENDPOINT_ANSWER);
    }

    /**
     * The beginning of one answer.
     *
     * @param text what is no UTF-8 in it is replaced; personal
     */
    public record Answer(String endpoint, int attempt, String text) {}

    /** Every answer there is to a webhook; none if nothing was ever sent or answered. */
    @Transactional
    public List<Answer> read(WebhookId webhookId, Requester requester) {
        var answers = new ArrayList<Answer>();
        for (var delivery : log.of(webhookId)) {
            for (var attempt : log.attempts(delivery.key())) {
                attempt.sealedAnswer()
                        .map(bytes -> opened(delivery, attempt, bytes))
                        .ifPresent(answers::add);
            }
        }
        audit.record(requester, "delivery.read-answers", webhookId.value());
        return answers;
    }

    private Answer opened(LoggedDelivery delivery, LoggedAttempt attempt, byte[] sealed) {
        var clear =
                seal.open(
                        sealed,
                        Delivery.answerBinding(delivery.job(), delivery.key(), attempt.attempt()));
        return new Answer(
                delivery.key().endpoint().origin(),
                attempt.attempt(),
                new String(clear, StandardCharsets.UTF_8));
    }
}
