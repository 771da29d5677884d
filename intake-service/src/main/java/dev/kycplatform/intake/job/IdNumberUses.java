package dev.kycplatform.intake.job;

import dev.kycplatform.contracts.job.PartnerId;
import java.time.Instant;

/** How often ID numbers were asked for, as the abuse limit counts. Blocking; fails with KycException. */
public interface IdNumberUses {
    /** The partner's count of this number begins anew; nothing happens if there is none. */
    void reset(PartnerId partnerId, String idType, String idNumber);

    /** Deletes what was last counted before that time, and so counts for nothing any more. */
    void forgetBefore(Instant time);
}
