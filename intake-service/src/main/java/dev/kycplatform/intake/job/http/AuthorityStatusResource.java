package dev.kycplatform.intake.job.http;

import dev.kycplatform.intake.http.RequestBody;
import dev.kycplatform.intake.job.ReportAuthorityStatus;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

/** Whether an ID type's authority answers these days (decisions, authority status). */
@Path("/api/v2/partner/id_status")
@Consumes(MediaType.WILDCARD)
@Produces(MediaType.APPLICATION_JSON)
public class AuthorityStatusResource {
    private final RequestBody body;
    private final RequestReader reader;
    private final Callers callers;
    private final ReportAuthorityStatus reportAuthorityStatus;
    private final VendorAnswers answers;

    AuthorityStatusResource(
            RequestBody body,
            RequestReader reader,
            Callers callers,
            ReportAuthorityStatus reportAuthorityStatus,
            VendorAnswers answers) {
        this.body = body;
        this.reader = reader;
        this.callers = callers;
        this.reportAuthorityStatus = reportAuthorityStatus;
        this.answers = answers;
    }

    @POST
    @RunOnVirtualThread
    public Response status() {
        var fields = reader.read(body.bytes());
        callers.admit(fields);
        return answers.authorityStatus(reportAuthorityStatus.report(fields));
    }
}
