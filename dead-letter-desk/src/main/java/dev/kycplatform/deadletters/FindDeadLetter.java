package dev.kycplatform.deadletters;

import dev.kycplatform.contracts.error.ErrorCode;
import dev.kycplatform.contracts.error.KycException;
import dev.kycplatform.eventlog.DeadLetter;
import dev.kycplatform.eventlog.DeadLetterBox;
import dev.kycplatform.eventlog.LetterId;
import dev.kycplatform.operators.AuditLog;
import dev.kycplatform.operators.Requester;
import jakarta.enterprise.context.ApplicationScoped;

/** Shows one dead letter. Who asks for what it carried leaves a trace. */
@ApplicationScoped
public class FindDeadLetter {
    private final DeadLetterBox letters;
    private final AuditLog audit;

    FindDeadLetter(DeadLetterBox letters, AuditLog audit) {
        this.letters = letters;
        this.audit = audit;
    }

    /** @throws KycException with NOT_FOUND, or worth repeating */
    public DeadLetter get(LetterId id) {
        return letters.find(id)
                .orElseThrow(
                        () ->
                                new KycException(
                                        ErrorCode.NOT_FOUND,
                                        "no dead letter of this service is " + id));
    }

    /**
     * To be shown with its bytes.
     *
     * @throws KycException with NOT_FOUND, or worth repeating
     */
    public DeadLetter open(LetterId id, Requester requester) {
        var letter = get(id);
        audit.record(requester, "dead-letter.open", letter.toString());
        return letter;
    }
}
