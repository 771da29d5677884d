package dev.kycplatform.dispatcher.history.http;

import dev.kycplatform.dispatcher.history.TellCallbackHistory;
import dev.kycplatform.operators.http.Operators;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;

/** The dispatcher's part of a job's history. A job nobody knows has an empty one: whether it exists, intake says. */
@Path("/admin/jobs/{partner_id}/{job_id}")
@RolesAllowed("operator")
@RunOnVirtualThread
public class CallbackHistoryResource {
    private final TellCallbackHistory tellCallbackHistory;

    CallbackHistoryResource(TellCallbackHistory tellCallbackHistory) {
        this.tellCallbackHistory = tellCallbackHistory;
    }

    /** @param acceptedAt as intake gives it: what happened is kept by that day */
    @GET
    public CallbackHistoryResponse get(
            @PathParam("partner_id") String partnerId,
            @PathParam("job_id") String jobId,
            @QueryParam("accepted_at") @DefaultValue("") String acceptedAt) {
        return CallbackHistoryResponse.from(
                tellCallbackHistory.tell(
                        Operators.jobKey(partnerId, jobId),
                        Operators.instant(acceptedAt, "accepted_at")));
    }
}
