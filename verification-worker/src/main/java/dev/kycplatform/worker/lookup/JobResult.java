package dev.kycplatform.worker.lookup;

import dev.kycplatform.contracts.job.SmileJobId;
import dev.kycplatform.contracts.result.ResultBody;
import dev.kycplatform.contracts.result.ResultCode;
import java.time.Instant;
import java.util.Optional;

/**
 * What a job came to, before it is stored.
 *
 * @param askedAt when the last attempt began; empty if no authority was asked
 * @param attempts how often an authority was asked
 */
public record JobResult(
        Job job,
        String authority,
        ResultCode code,
        ResultBody body,
        Optional<Instant> askedAt,
        Instant answeredAt,
        int attempts) {

    /** The authority found the number. */
    static JobResult found(
            Job job, String authority, Answer.Found found, Instant askedAt, Instant at, int tries) {
        var event = job.received().event();
        var body =
                ResultBody.found(
                        job.request(),
                        new SmileJobId(event.smileJobId()),
                        event.lane(),
                        found.person(),
                        found.fullData());
        return new JobResult(
                job, authority, ResultCode.VALID, body, Optional.of(askedAt), at, tries);
    }

    /** Every end but a number found. */
    public static JobResult without(
            Job job,
            String authority,
            ResultCode code,
            Optional<Instant> askedAt,
            Instant at,
            int attempts) {
        var event = job.received().event();
        var body =
                ResultBody.without(
                        job.request(), new SmileJobId(event.smileJobId()), event.lane(), code);
        return new JobResult(job, authority, code, body, askedAt, at, attempts);
    }

    /** Never prints the body. */
    @Override
    public String toString() {
        return "JobResult[" + job.key() + ", " + code.wire() + "]";
    }
}
