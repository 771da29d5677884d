package dev.kycplatform.worker.lookup.persistence;

import dev.kycplatform.contracts.job.Lane;
import dev.kycplatform.worker.lookup.StoredResult;
import org.jspecify.annotations.Nullable;

/**
 * A row of {@code worker.result} on its way in.
 *
 * @param callback sealed; null if none is owed
 * @param body sealed
 */
record ResultRow(
        StoredResult result,
        Lane lane,
        byte[] userHash,
        byte[] idNumberHash,
        byte @Nullable [] callback,
        byte[] body) {}
