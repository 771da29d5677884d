package dev.kycplatform.flow.verification;

import dev.kycplatform.contracts.job.JobKey;
import dev.kycplatform.contracts.job.PartnerId;
import dev.kycplatform.contracts.result.ResultCode;
import dev.kycplatform.contracts.result.ResultReference;
import java.time.Instant;
import java.util.Optional;

/**
 * A try of a lookup.
 *
 * @param run which run of the verification it belongs to, from 1
 * @param acceptedAt minted when it was written, microseconds; part of the result's key
 * @param code empty while there is no result
 * @param askAgainAt when the next try is due; only after {@link ResultCode#AUTHORITY_UNAVAILABLE}
 */
public record Lookup(
        LookupKey key,
        String appHandle,
        int run,
        String country,
        String idType,
        Instant acceptedAt,
        Optional<ResultCode> code,
        Optional<Instant> askAgainAt) {

    public JobKey jobKey() {
        return new JobKey(PartnerId.ofApp(appHandle), key.jobId());
    }

    public ResultReference reference() {
        return new ResultReference(acceptedAt, jobKey());
    }

    /** Whether an authority has answered; "unavailable" is no answer. */
    public boolean isAnswered() {
        return code.filter(it -> it != ResultCode.AUTHORITY_UNAVAILABLE).isPresent();
    }

    Lookup with(ResultCode result, Optional<Instant> again) {
        return new Lookup(
                key, appHandle, run, country, idType, acceptedAt, Optional.of(result), again);
    }
}
