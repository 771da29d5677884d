package dev.kycplatform.flow.verification;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Every transition, kept. Joins the caller's transaction. */
public interface History {
    void add(Step step);

    /** Oldest first. */
    List<Past> of(VerificationId id);

    /** A transition that was. */
    record Past(
            long version,
            String state,
            Optional<String> action,
            Instant at,
            String cause,
            Optional<String> by,
            List<String> reasons) {}
}
