package dev.kycplatform.intake.job;

import java.util.Optional;

/** Results as the worker stored them. Blocking; fails with KycException. */
public interface StoredResults {
    boolean exists(AcceptedJob job);

    Optional<StoredResult> find(AcceptedJob job);
}
