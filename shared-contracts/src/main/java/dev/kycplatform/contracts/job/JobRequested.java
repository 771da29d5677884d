package dev.kycplatform.contracts.job;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.kycplatform.contracts.event.EventId;
import dev.kycplatform.contracts.seal.Binding;
import dev.kycplatform.contracts.seal.Purpose;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A partner's job was accepted. On {@code kyc.jobs} and {@code kyc.jobs.sync}, keyed partner/job.
 *
 * @param acceptedAt minted by the claim, microseconds; part of the result's key
 * @param apiKeyId the partner's API key that authenticated the request; signs the callback
 * @param authority the ID authority the registry names for this ID type
 * @param deadline sync lane only: answered 1015 unasked if read after it
 * @param replyTo sync lane only: the intake instance that waits
 * @param request a {@link JobRequest} as JSON, sealed under {@link #binding()}
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record JobRequested(
        @JsonProperty("schema_version") int schemaVersion,
        @JsonProperty("partner_id") String partnerId,
        @JsonProperty("job_id") String jobId,
        @JsonProperty("smile_job_id") long smileJobId,
        @JsonProperty("environment") KycEnvironment environment,
        @JsonProperty("lane") Lane lane,
        @JsonProperty("country") String country,
        @JsonProperty("id_type") String idType,
        @JsonProperty("authority") String authority,
        @JsonProperty("accepted_at") Instant acceptedAt,
        @JsonProperty("api_key_id") String apiKeyId,
        @JsonProperty("deadline") @Nullable Instant deadline,
        @JsonProperty("reply_to") @Nullable String replyTo,
        @JsonProperty("request") byte[] request) {

    public static final int SCHEMA_VERSION = 1;

    @JsonIgnore
    public JobKey key() {
        return JobKey.of(partnerId, jobId);
    }

    @JsonIgnore
    public EventId eventId() {
        return EventId.of("job-requested", partnerId, jobId);
    }

    @JsonIgnore
    public Binding binding() {
        return Binding.ofJob(Purpose.JOB_REQUEST, key(), acceptedAt);
    }
}
