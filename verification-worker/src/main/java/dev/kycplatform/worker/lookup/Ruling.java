package dev.kycplatform.worker.lookup;

import dev.kycplatform.contracts.job.IdType;
import dev.kycplatform.contracts.result.ResultCode;

/** What the rules say of a request before anybody is asked. */
sealed interface Ruling {
    /** Only the authority knows. */
    record Ask(IdType type) implements Ruling {}

    /**
     * Nobody needs to be asked.
     *
     * @param authority whom it would have been; {@link LookupRules#NO_AUTHORITY} if nobody
     */
    record End(ResultCode code, String authority) implements Ruling {}
}
