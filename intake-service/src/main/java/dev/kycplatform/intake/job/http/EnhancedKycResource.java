package dev.kycplatform.intake.job.http;

import dev.kycplatform.contracts.event.TraceParent;
import dev.kycplatform.contracts.job.Lane;
import dev.kycplatform.intake.job.AuthenticatePartner;
import dev.kycplatform.intake.job.ReadSubmission;
import dev.kycplatform.intake.job.ReportJobStatus;
import dev.kycplatform.intake.job.SubmitJob;
import dev.kycplatform.intake.job.VerifyNow;
import io.smallrye.common.annotation.NonBlocking;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** The vendor's endpoints of Enhanced KYC. */
@Path("/v1")
@Consumes(MediaType.WILDCARD)
@Produces(MediaType.APPLICATION_JSON)
public class EnhancedKycResource {
    private final RequestReader reader;
    private final AuthenticatePartner authentication;
    private final ReadSubmission submissions;
    private final SubmitJob submitJob;
    private final VerifyNow verifyNow;
    private final ReportJobStatus reportJobStatus;
    private final VendorAnswers answers;

    EnhancedKycResource(
            RequestReader reader,
            AuthenticatePartner authentication,
            ReadSubmission submissions,
            SubmitJob submitJob,
            VerifyNow verifyNow,
            ReportJobStatus reportJobStatus,
            VendorAnswers answers) {
        this.reader = reader;
        this.authentication = authentication;
        this.submissions = submissions;
        this.submitJob = submitJob;
        this.verifyNow = verifyNow;
        this.reportJobStatus = reportJobStatus;
        this.answers = answers;
    }

    /** Answers from a CompletionStage: at these rates a thread per request would cost a third. */
    @POST
    @Path("/async_id_verification")
    @NonBlocking
    public CompletionStage<Response> submit(
            byte[] body, @HeaderParam("traceparent") @Nullable String traceParent) {
        var fields = reader.read(body);
        var caller = authentication.authenticate(fields);
        var trace = TraceParent.continuing(Optional.ofNullable(traceParent));
        var submission = submissions.read(fields, caller, Lane.ASYNC, trace.value());
        return submitJob.submit(submission).thenApply(_ -> answers.accepted());
    }

    @POST
    @Path("/id_verification")
    @RunOnVirtualThread
    public Response verify(byte[] body, @HeaderParam("traceparent") @Nullable String traceParent) {
        var fields = reader.read(body);
        var caller = authentication.authenticate(fields);
        var trace = TraceParent.continuing(Optional.ofNullable(traceParent));
        var submission = submissions.read(fields, caller, Lane.SYNC, trace.value());
        return answers.verified(verifyNow.verify(submission), caller);
    }

    @POST
    @Path("/job_status")
    @RunOnVirtualThread
    public Response status(byte[] body) {
        var fields = reader.read(body);
        var caller = authentication.authenticate(fields);
        return answers.status(fields, caller, () -> reportJobStatus.report(fields, caller));
    }
}
