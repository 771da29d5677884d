package dev.kycplatform.worker.lookup;

import dev.kycplatform.contracts.result.PersonalInfo;
import dev.kycplatform.contracts.result.ResultBody;
import dev.kycplatform.contracts.result.ResultCode;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * What a job came to, before it is stored.
 *
 * @param told of the person; nothing, unless the code is 1012
 * @param fullData the authority's own answer, a JSON object
 * @param askedAt when the last attempt began; empty if no authority was asked
 * @param attempts how often an authority was asked
 * @param parked empty if it was answered at once
 */
public record JobResult(
        Job job,
        String authority,
        ResultCode code,
        PersonalInfo told,
        String fullData,
        Optional<Instant> askedAt,
        Instant answeredAt,
        int attempts,
        Optional<ParkedTime> parked) {

    /** Every end but a number found. */
    public static JobResult without(
            Job job,
            String authority,
            ResultCode code,
            Optional<Instant> askedAt,
            Instant at,
            int attempts) {
        return new JobResult(
                job,
                authority,
                code,
                PersonalInfo.NOTHING,
                ResultBody.NO_DATA,
                askedAt,
                at,
                attempts,
                Optional.empty());
    }

    /** The same of a job that had been parked. */
    public JobResult parked(ParkedTime time) {
        return new JobResult(
                job,
                authority,
                code,
                told,
                fullData,
                askedAt,
                answeredAt,
                attempts,
                Optional.of(time));
    }

    /** How long the last attempt took; zero if there was none. */
    Duration asked() {
        return askedAt.map(at -> Duration.between(at, answeredAt)).orElse(Duration.ZERO);
    }

    /** Never prints what was told. */
    @Override
    public String toString() {
        return "JobResult[" + job.key() + ", " + code.wire() + "]";
    }
}
