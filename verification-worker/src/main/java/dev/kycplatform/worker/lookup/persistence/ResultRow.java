package dev.kycplatform.worker.lookup.persistence;

import dev.kycplatform.contracts.job.Lane;
import dev.kycplatform.contracts.result.ResultReference;
import dev.kycplatform.contracts.seal.Binding;
import dev.kycplatform.contracts.seal.Purpose;
import dev.kycplatform.worker.lookup.ParkedTime;
import dev.kycplatform.worker.lookup.StoredResult;
import org.jspecify.annotations.Nullable;

/**
 * A row of {@code worker.result} on its way in.
 *
 * @param callback sealed; null if none is owed
 * @param consent what the person agreed to, sealed; null if nothing came with the request
 * @param body sealed
 * @param parked null if it was answered at once
 */
record ResultRow(
        StoredResult result,
        Lane lane,
        byte[] userHash,
        byte[] idNumberHash,
        byte @Nullable [] callback,
        byte @Nullable [] consent,
        byte[] body,
        @Nullable ParkedTime parked) {
    /** What a job's consent is bound to: its result, but no other part of it. */
    static Binding consentBinding(ResultReference reference) {
        return Binding.of(Purpose.RESULT, "consent", reference.toString());
    }
}
