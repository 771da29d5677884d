package dev.kycplatform.flow.verification;

import dev.kycplatform.contracts.error.KycException;
import dev.kycplatform.contracts.result.ResultReference;
import java.util.Optional;

/** Results of jobs, where the worker keeps them. */
public interface StoredResults {
    /** @throws KycException with DATABASE_UNAVAILABLE, or SEAL_BROKEN */
    Optional<AuthorityAnswer> find(ResultReference reference);

    /** The same without reading it. */
    boolean exists(ResultReference reference);
}
