package dev.kycplatform.worker.lookup;

import dev.kycplatform.contracts.job.IdType;
import dev.kycplatform.contracts.result.ResultCode;

/** What the rules say of a request before anybody is asked. */
sealed interface Ruling {
    /** Whom the registry names for the ID type; {@link LookupRules#NO_AUTHORITY} if nobody. */
    String authority();

    /**
     * Only the authority knows.
     *
     * @param isCustomised the sandbox's digit 4: what is found is overlaid with the partner's own data
     */
    record Ask(IdType type, boolean isCustomised) implements Ruling {
        @Override
        public String authority() {
            return type.authority();
        }
    }

    /**
     * Nobody needs to be asked.
     *
     * @param authority whom it would have been; {@link LookupRules#NO_AUTHORITY} if nobody
     */
    record End(ResultCode code, String authority) implements Ruling {}
}
