package dev.kycplatform.intake.job;

import java.util.List;
import java.util.Optional;

/**
 * How far a job is.
 *
 * @param result empty while it has none
 * @param attempts earliest first; empty unless history was asked for
 */
public record JobReport(Optional<StoredResult> result, List<Attempt> attempts) {}
