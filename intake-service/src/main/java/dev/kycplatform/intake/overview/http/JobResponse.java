package dev.kycplatform.intake.overview.http;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.kycplatform.contracts.job.Lane;
import dev.kycplatform.intake.overview.JobState;
import dev.kycplatform.intake.overview.KnownJob;
import dev.kycplatform.intake.overview.KnownJobs;
import dev.kycplatform.intake.overview.OpenJobs;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** An accepted job. Times are RFC 3339. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record JobResponse(
        @JsonProperty("partner_id") String partnerId,
        @JsonProperty("job_id") String jobId,
        @JsonProperty("smile_job_id") String smileJobId,
        @JsonProperty("endpoint") String endpoint,
        @JsonProperty("accepted_at") String acceptedAt,
        @JsonProperty("state") String state,
        @JsonProperty("result_code") @Nullable String resultCode,
        @JsonProperty("next_attempt_at") @Nullable String nextAttemptAt) {

    /**
     * Some jobs, by key.
     *
     * @param after what to ask for {@code after}, partner and job; null: there is no more
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Page(
            @JsonProperty("jobs") List<JobResponse> jobs,
            @JsonProperty("next_partner") @Nullable String nextPartner,
            @JsonProperty("next_job") @Nullable String nextJob) {
        static Page from(KnownJobs.Page page) {
            return new Page(
                    page.jobs().stream().map(JobResponse::from).toList(),
                    page.next().map(key -> key.partnerId().value()).orElse(null),
                    page.next().map(key -> key.jobId().value()).orElse(null));
        }
    }

    /** @param counts by state, of all that have no result, as of the last look */
    public record Stuck(
            @JsonProperty("jobs") List<JobResponse> jobs,
            @JsonProperty("counts") Map<String, Long> counts) {
        static Stuck from(List<KnownJob> jobs, Map<JobState, OpenJobs.Open> counts) {
            var named = new TreeMap<String, Long>();
            for (var state : JobState.values()) {
                if (state != JobState.ANSWERED) {
                    var open = counts.get(state);
                    named.put(state.wire(), open == null ? 0L : open.jobs());
                }
            }
            return new Stuck(jobs.stream().map(JobResponse::from).toList(), named);
        }
    }

    static JobResponse from(KnownJob job) {
        return new JobResponse(
                job.key().partnerId().value(),
                job.key().jobId().value(),
                job.smileJobId().toString(),
                endpoint(job.lane()),
                job.acceptedAt().toString(),
                job.state().wire(),
                job.resultCode().orElse(null),
                job.nextAttemptAt().map(Instant::toString).orElse(null));
    }

    private static String endpoint(Lane lane) {
        return switch (lane) {
            case ASYNC -> "/v1/async_id_verification";
            case SYNC -> "/v1/id_verification";
        };
    }
}
