package dev.kycplatform.deadletters;

import dev.kycplatform.contracts.Topics;
import dev.kycplatform.contracts.error.KycException;
import dev.kycplatform.eventlog.DeadLetter;
import dev.kycplatform.eventlog.DeadLetterBox;
import dev.kycplatform.eventlog.LetterId;
import dev.kycplatform.operators.AuditLog;
import dev.kycplatform.operators.Requester;
import jakarta.enterprise.context.ApplicationScoped;

/**
 * Puts dead letters back to the topics they came from. Harmless however often, for whoever reads them is
 * idempotent; the audit comes first, so that nothing goes back unrecorded.
 */
@ApplicationScoped
public class RedriveDeadLetters {
    /** What one request puts back; more asks again. */
    private static final int MOST = 5_000;

    private final FindDeadLetter findDeadLetter;
    private final DeadLetterBox letters;
    private final AuditLog audit;

    RedriveDeadLetters(FindDeadLetter findDeadLetter, DeadLetterBox letters, AuditLog audit) {
        this.findDeadLetter = findDeadLetter;
        this.letters = letters;
        this.audit = audit;
    }

    /** @throws KycException with NOT_FOUND, CONFLICT if it cannot be put back, or worth repeating */
    public DeadLetter one(LetterId id, Requester requester) {
        var letter = findDeadLetter.get(id);
        audit.record(requester, "dead-letter.redrive", letter.toString());
        letters.redrive(letter);
        return letter;
    }

    /**
     * Those that fit and have not been put back before.
     *
     * @throws KycException with CONFLICT if one cannot be put back, or worth repeating
     */
    public DeadLetterBox.Redriven all(DeadLetterBox.Filter filter, Requester requester) {
        audit.record(
                requester,
                "dead-letter.redrive-all",
                "topic=%s code=%s since=%s"
                        .formatted(
                                filter.topic().map(Topics::topicName).orElse("*"),
                                filter.code().map(Enum::name).orElse("*"),
                                filter.since()));
        return letters.redriveAll(filter, MOST);
    }
}
