package dev.kycplatform.dispatcher.delivery;

import dev.kycplatform.contracts.result.ResultReference;
import java.util.Optional;

/** The worker's results, read through its view. Both methods throw KycException as an outage does. */
public interface StoredResults {
    /** With its body if that is small. */
    Optional<StoredResult> find(ResultReference reference);

    /**
     * Empty if the result is gone.
     *
     * @param size as stored with the delivery; says how it is best read
     */
    Optional<SealedContent> content(ResultReference reference, int size);
}
