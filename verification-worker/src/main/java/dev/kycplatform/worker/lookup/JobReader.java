package dev.kycplatform.worker.lookup;

import dev.kycplatform.contracts.error.KycException;
import org.jspecify.annotations.Nullable;

/** Makes jobs of bytes. */
public interface JobReader {
    /** @throws KycException with UNREADABLE_RECORD if the bytes are no job of this deployment */
    ReceivedJob read(byte[] event, @Nullable String traceParent);

    /** @throws KycException with SEAL_BROKEN if the request was forged, moved or sealed with a key not held */
    Job open(ReceivedJob received);
}
