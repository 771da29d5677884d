package dev.kycplatform.worker.lookup;

import dev.kycplatform.contracts.job.SmileJobId;
import dev.kycplatform.contracts.result.ResultCode;
import dev.kycplatform.contracts.result.ResultReference;
import java.time.Instant;
import java.util.Optional;

/**
 * What stands in the store about a result, its body apart. All that is announced of it comes from here,
 * so that it is announced alike however often.
 *
 * @param size bytes of the sealed body
 * @param sha256 of the sealed body
 */
public record StoredResult(
        ResultReference reference,
        SmileJobId smileJobId,
        String country,
        String idType,
        String authority,
        ResultCode code,
        Optional<Instant> askedAt,
        Instant answeredAt,
        int attempts,
        int size,
        byte[] sha256,
        Optional<String> traceParent) {}
