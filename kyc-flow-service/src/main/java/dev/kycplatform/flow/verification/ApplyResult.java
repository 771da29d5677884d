package dev.kycplatform.flow.verification;

import dev.kycplatform.contracts.error.ErrorCode;
import dev.kycplatform.contracts.error.KycException;
import dev.kycplatform.contracts.result.ResultReference;
import jakarta.enterprise.context.ApplicationScoped;

/** Takes a job's stored result to the verification that asked. Results of partners' jobs are not ours. */
@ApplicationScoped
public class ApplyResult {
    private final StoredResults results;
    private final RecordAnswer recordAnswer;
    private final DatabaseOutages outages;

    ApplyResult(StoredResults results, RecordAnswer recordAnswer, DatabaseOutages outages) {
        this.results = results;
        this.recordAnswer = recordAnswer;
        this.outages = outages;
    }

    /**
     * Safe to repeat.
     *
     * @throws KycException worth repeating, or with RESULT_UNKNOWN or SEAL_BROKEN
     */
    public void apply(ResultReference reference) {
        if (!reference.key().partnerId().isApp()) {
            return;
        }
        LookupKey.of(reference.key().jobId())
                .ifPresent(
                        key -> {
                            var answer = results.find(reference);
                            outages.run(
                                    () ->
                                            recordAnswer.record(
                                                    key,
                                                    reference.acceptedAt(),
                                                    answer.orElseThrow(ApplyResult::notStored)));
                        });
    }

    private static KycException notStored() {
        return new KycException(ErrorCode.RESULT_UNKNOWN, "no such result is stored");
    }
}
