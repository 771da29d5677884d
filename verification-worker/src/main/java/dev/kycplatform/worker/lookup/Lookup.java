package dev.kycplatform.worker.lookup;

import dev.kycplatform.contracts.job.IdType;
import java.time.Duration;
import java.util.Optional;

/**
 * What an ID authority is asked.
 *
 * @param within how long an answer is of use, if that may be shorter than authorities are given
 */
public record Lookup(IdType type, String idNumber, Optional<Duration> within) {
    public String authority() {
        return type.authority();
    }

    /** Never prints the number. */
    @Override
    public String toString() {
        return "Lookup[" + type.country() + "/" + type.name() + "]";
    }
}
