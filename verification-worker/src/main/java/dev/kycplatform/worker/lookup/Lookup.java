package dev.kycplatform.worker.lookup;

import dev.kycplatform.contracts.job.IdType;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * What an ID authority is asked.
 *
 * @param inputs what else the partner knows of the person, by wire name (first_name, dob, …)
 * @param within how long an answer is of use, if that may be shorter than authorities are given
 */
public record Lookup(
        IdType type, String idNumber, Map<String, String> inputs, Optional<Duration> within) {
    public String authority() {
        return type.authority();
    }

    /** Never prints the number, or anything else of the person. */
    @Override
    public String toString() {
        return "Lookup[" + type.country() + "/" + type.name() + "]";
    }
}
