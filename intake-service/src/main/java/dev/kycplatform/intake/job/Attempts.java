package dev.kycplatform.intake.job;

import java.util.List;

/** Attempts as the worker recorded them. Blocking; fails with KycException. */
public interface Attempts {
    /** The latest ones, earliest first; at most {@code most}. Of a job that waits unasked, the one it waits for. */
    List<Attempt> of(AcceptedJob job, int most);
}
