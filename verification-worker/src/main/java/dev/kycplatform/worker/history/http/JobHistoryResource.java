package dev.kycplatform.worker.history.http;

import dev.kycplatform.operators.http.Operators;
import dev.kycplatform.worker.history.TellJobHistory;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;

/** The worker's part of a job's history. A job nobody knows has an empty one: whether it exists, intake says. */
@Path("/admin/jobs/{partner_id}/{job_id}")
@RolesAllowed("operator")
@RunOnVirtualThread
public class JobHistoryResource {
    private final TellJobHistory tellJobHistory;

    JobHistoryResource(TellJobHistory tellJobHistory) {
        this.tellJobHistory = tellJobHistory;
    }

    /** @param acceptedAt as intake gives it: what happened is kept by that day */
    @GET
    public JobHistoryResponse get(
            @PathParam("partner_id") String partnerId,
            @PathParam("job_id") String jobId,
            @QueryParam("accepted_at") @DefaultValue("") String acceptedAt) {
        return JobHistoryResponse.from(
                tellJobHistory.tell(
                        Operators.jobKey(partnerId, jobId),
                        Operators.instant(acceptedAt, "accepted_at")));
    }
}
