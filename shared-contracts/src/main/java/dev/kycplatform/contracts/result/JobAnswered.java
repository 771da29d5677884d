package dev.kycplatform.contracts.result;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.kycplatform.contracts.event.EventId;
import dev.kycplatform.contracts.job.JobKey;
import java.time.Instant;

/**
 * A job that an intake instance waits for has its result. On {@code kyc.replies}, keyed partner/job. It
 * only wakes who waits: the result itself is read from the store.
 *
 * @param replyTo the intake instance that waits; all others ignore it
 * @param resultReference a {@link ResultReference}
 */
public record JobAnswered(
        @JsonProperty("schema_version") int schemaVersion,
        @JsonProperty("partner_id") String partnerId,
        @JsonProperty("job_id") String jobId,
        @JsonProperty("accepted_at") Instant acceptedAt,
        @JsonProperty("reply_to") String replyTo,
        @JsonProperty("result_reference") String resultReference) {

    public static final int SCHEMA_VERSION = 1;

    @JsonIgnore
    public JobKey key() {
        return JobKey.of(partnerId, jobId);
    }

    @JsonIgnore
    public EventId eventId() {
        return EventId.of("job-answered", partnerId, jobId, replyTo);
    }
}
