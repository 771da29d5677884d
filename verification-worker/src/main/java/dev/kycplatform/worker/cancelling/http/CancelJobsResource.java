package dev.kycplatform.worker.cancelling.http;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.kycplatform.contracts.job.JobKey;
import dev.kycplatform.contracts.job.PartnerId;
import dev.kycplatform.operators.http.OperatorBody;
import dev.kycplatform.operators.http.Operators;
import dev.kycplatform.worker.cancelling.CancelJobs;
import dev.kycplatform.worker.cancelling.ParkedJobFilter;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.SecurityContext;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Operators end the parked jobs that fit, a page with each request. */
@Path("/admin/jobs/cancel")
@RolesAllowed("operator")
@RunOnVirtualThread
public class CancelJobsResource {
    /** Each is some writes one after the other: as many as end well within a client's patience. */
    private static final int MOST = 200;

    private static final Set<String> KNOWN =
            Set.of("partner", "since", "after_partner", "after_job", "reason");

    private final CancelJobs cancelJobs;

    CancelJobsResource(CancelJobs cancelJobs) {
        this.cancelJobs = cancelJobs;
    }

    /** @param nextPartner with the next job, the next request's after_partner; null: that was all */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Response(
            @JsonProperty("cancelled") int cancelled,
            @JsonProperty("answered") int answered,
            @JsonProperty("unreadable") int unreadable,
            @JsonProperty("next_partner") @Nullable String nextPartner,
            @JsonProperty("next_job") @Nullable String nextJob) {
        static Response from(CancelJobs.Page page) {
            return new Response(
                    page.cancelled(),
                    page.answered(),
                    page.unreadable(),
                    page.next().map(key -> key.partnerId().value()).orElse(null),
                    page.next().map(key -> key.jobId().value()).orElse(null));
        }
    }

    @POST
    public Response cancel(byte[] body, @Context SecurityContext operator) {
        var json = OperatorBody.of(body, KNOWN);
        var filter =
                new ParkedJobFilter(
                        json.text("partner").map(CancelJobsResource::partner),
                        json.text("since")
                                .map(since -> Operators.instant(since, "since"))
                                .orElse(Instant.EPOCH),
                        after(json));
        return Response.from(
                cancelJobs.cancel(filter, MOST, Operators.requester(operator, json.reason())));
    }

    private static Optional<JobKey> after(OperatorBody json) {
        var job = json.text("after_job");
        return json.text("after_partner")
                .flatMap(partner -> job.map(id -> Operators.jobKey(partner, id)));
    }

    private static PartnerId partner(String id) {
        try {
            return new PartnerId(id);
        } catch (IllegalArgumentException _) {
            throw Operators.invalid("partner must be a partner's id");
        }
    }
}
