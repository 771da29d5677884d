package dev.kycplatform.intake.overview.http;

import dev.kycplatform.contracts.error.ErrorCode;
import dev.kycplatform.contracts.error.KycException;
import dev.kycplatform.contracts.job.JobKey;
import dev.kycplatform.contracts.job.PartnerId;
import dev.kycplatform.contracts.job.SmileJobId;
import dev.kycplatform.intake.overview.JobFilter;
import dev.kycplatform.intake.overview.JobState;
import dev.kycplatform.intake.overview.KnownJob;
import dev.kycplatform.intake.overview.KnownJobs;
import dev.kycplatform.intake.overview.OpenJobs;
import dev.kycplatform.operators.http.Operators;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import java.time.Instant;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Operators' view of accepted jobs. */
@Path("/admin/jobs")
@RolesAllowed("operator")
@RunOnVirtualThread
public class JobResource {
    private static final Pattern NUMBER = Pattern.compile("\\d{1,18}");
    private static final int MOST = 1_000;

    private final KnownJobs knownJobs;
    private final OpenJobs openJobs;

    JobResource(KnownJobs knownJobs, OpenJobs openJobs) {
        this.knownJobs = knownJobs;
        this.openJobs = openJobs;
    }

    /** Those that fit among the next jobs by key: a page may be empty and not the last. */
    @GET
    public JobResponse.Page list(
            @QueryParam("partner") @Nullable String partner,
            @QueryParam("state") @Nullable String state,
            @QueryParam("since") @Nullable String since,
            @QueryParam("after_partner") @Nullable String afterPartner,
            @QueryParam("after_job") @Nullable String afterJob,
            @QueryParam("limit") @DefaultValue("100") String limit) {
        var filter =
                new JobFilter(
                        Optional.ofNullable(partner).map(JobResource::partner),
                        Optional.ofNullable(state).map(JobResource::state),
                        since == null ? Instant.EPOCH : Operators.instant(since, "since"));
        var after =
                afterPartner == null || afterJob == null
                        ? Optional.<JobKey>empty()
                        : Optional.of(Operators.jobKey(afterPartner, afterJob));
        return JobResponse.Page.from(knownJobs.list(filter, after, Operators.limit(limit, MOST)));
    }

    @GET
    @Path("/stuck")
    public JobResponse.Stuck stuck(@QueryParam("limit") @DefaultValue("100") String limit) {
        return JobResponse.Stuck.from(
                openJobs.stuck(Operators.limit(limit, MOST)), openJobs.counts());
    }

    @GET
    @Path("/by-smile-job-id/{smile_job_id}")
    public JobResponse bySmileJobId(@PathParam("smile_job_id") String id) {
        return response(
                NUMBER.matcher(id).matches()
                        ? knownJobs.find(new SmileJobId(Long.parseLong(id)))
                        : Optional.empty());
    }

    @GET
    @Path("/{partner_id}/{job_id}")
    public JobResponse get(
            @PathParam("partner_id") String partnerId, @PathParam("job_id") String jobId) {
        return response(knownJobs.find(Operators.jobKey(partnerId, jobId)));
    }

    private static JobResponse response(Optional<KnownJob> job) {
        return job.map(JobResponse::from)
                .orElseThrow(
                        () -> new KycException(ErrorCode.NOT_FOUND, "no such job was accepted"));
    }

    private static PartnerId partner(String id) {
        try {
            return new PartnerId(id);
        } catch (IllegalArgumentException _) {
            throw Operators.invalid("partner must be a partner's id");
        }
    }

    private static JobState state(String wire) {
        return JobState.ofWire(wire)
                .orElseThrow(
                        () ->
                                Operators.invalid(
                                        "state must be answered, parked, unconfirmed or unanswered"));
    }
}
