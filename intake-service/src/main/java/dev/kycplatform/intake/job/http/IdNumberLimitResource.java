package dev.kycplatform.intake.job.http;

import dev.kycplatform.intake.http.RequestBody;
import dev.kycplatform.intake.job.ResetIdNumberLimit;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

/** Where a partner reactivates a blocked ID number (decisions, abuse limit). */
@Path("/v1/id_number_rate_limit_reset")
@Consumes(MediaType.WILDCARD)
@Produces(MediaType.APPLICATION_JSON)
public class IdNumberLimitResource {
    private final RequestBody body;
    private final RequestReader reader;
    private final Callers callers;
    private final ResetIdNumberLimit resetIdNumberLimit;
    private final VendorAnswers answers;

    IdNumberLimitResource(
            RequestBody body,
            RequestReader reader,
            Callers callers,
            ResetIdNumberLimit resetIdNumberLimit,
            VendorAnswers answers) {
        this.body = body;
        this.reader = reader;
        this.callers = callers;
        this.resetIdNumberLimit = resetIdNumberLimit;
        this.answers = answers;
    }

    @POST
    @RunOnVirtualThread
    public Response reset() {
        var fields = reader.read(body.bytes());
        var caller = callers.admit(fields);
        resetIdNumberLimit.reset(fields, caller);
        return answers.limitReset();
    }
}
