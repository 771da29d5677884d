package dev.kycplatform.contracts.result;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.kycplatform.contracts.event.EventId;
import dev.kycplatform.contracts.job.JobKey;
import dev.kycplatform.contracts.job.KycEnvironment;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A job has its one result. On {@code kyc.results}, keyed partner/job. A trigger and a reference: the
 * result itself is read from the store, and nothing here decides where anything is sent.
 *
 * @param askedAt when the attempt that answered began; null if no authority was asked
 * @param attempts how often an authority was asked
 * @param resultReference a {@link ResultReference}
 * @param size bytes of the stored, sealed body
 * @param sha256 of the stored, sealed body, in hex: of the clear one it would let its content be guessed
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record JobCompleted(
        @JsonProperty("schema_version") int schemaVersion,
        @JsonProperty("partner_id") String partnerId,
        @JsonProperty("job_id") String jobId,
        @JsonProperty("smile_job_id") String smileJobId,
        @JsonProperty("environment") KycEnvironment environment,
        @JsonProperty("country") String country,
        @JsonProperty("id_type") String idType,
        @JsonProperty("authority") String authority,
        @JsonProperty("result_code") ResultCode resultCode,
        @JsonProperty("category") Category category,
        @JsonProperty("actions") Actions actions,
        @JsonProperty("accepted_at") Instant acceptedAt,
        @JsonProperty("asked_at") @Nullable Instant askedAt,
        @JsonProperty("answered_at") Instant answeredAt,
        @JsonProperty("attempts") int attempts,
        @JsonProperty("result_reference") String resultReference,
        @JsonProperty("size") int size,
        @JsonProperty("sha256") String sha256) {

    public static final int SCHEMA_VERSION = 1;

    @JsonIgnore
    public JobKey key() {
        return JobKey.of(partnerId, jobId);
    }

    @JsonIgnore
    public EventId eventId() {
        return eventId(key());
    }

    /** The same for every announcement of a job's end. */
    public static EventId eventId(JobKey key) {
        return EventId.of("job-completed", key.partnerId().value(), key.jobId().value());
    }
}
