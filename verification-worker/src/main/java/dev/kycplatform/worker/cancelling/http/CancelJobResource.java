package dev.kycplatform.worker.cancelling.http;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.kycplatform.contracts.result.ResultCode;
import dev.kycplatform.operators.http.OperatorBody;
import dev.kycplatform.operators.http.Operators;
import dev.kycplatform.worker.cancelling.CancelJob;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.SecurityContext;
import java.util.Set;

/** Operators end a parked job. */
@Path("/admin/jobs/{partner_id}/{job_id}/cancel")
@RolesAllowed("operator")
@RunOnVirtualThread
public class CancelJobResource {
    private final CancelJob cancelJob;

    CancelJobResource(CancelJob cancelJob) {
        this.cancelJob = cancelJob;
    }

    /** @param isCancelled false: an attempt brought the job's result first */
    public record Response(
            @JsonProperty("partner_id") String partnerId,
            @JsonProperty("job_id") String jobId,
            @JsonProperty("result_code") String resultCode,
            @JsonProperty("cancelled") boolean isCancelled) {}

    @POST
    public Response cancel(
            @PathParam("partner_id") String partnerId,
            @PathParam("job_id") String jobId,
            byte[] body,
            @Context SecurityContext operator) {
        var reason = OperatorBody.ofOptional(body, Set.of("reason")).reason();
        var key = Operators.jobKey(partnerId, jobId);
        var code = cancelJob.cancel(key, Operators.requester(operator, reason));
        return new Response(
                partnerId, jobId, code.wire(), code == ResultCode.AUTHORITY_UNAVAILABLE);
    }
}
