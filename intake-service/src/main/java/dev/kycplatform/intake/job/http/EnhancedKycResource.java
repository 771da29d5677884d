package dev.kycplatform.intake.job.http;

import dev.kycplatform.contracts.job.Lane;
import dev.kycplatform.intake.http.RequestBody;
import dev.kycplatform.intake.job.AcceptedJob;
import dev.kycplatform.intake.job.Caller;
import dev.kycplatform.intake.job.JobSubmission;
import dev.kycplatform.intake.job.ReadSubmission;
import dev.kycplatform.intake.job.ReportJobStatus;
import dev.kycplatform.intake.job.RequestFields;
import dev.kycplatform.intake.job.SubmitJob;
import dev.kycplatform.intake.job.VerifyNow;
import dev.kycplatform.tracing.Step;
import dev.kycplatform.tracing.Tracing;
import io.smallrye.common.annotation.NonBlocking;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** The vendor's endpoints of Enhanced KYC. */
@Path("/v1")
@Consumes(MediaType.WILDCARD)
@Produces(MediaType.APPLICATION_JSON)
public class EnhancedKycResource {
    private final RequestBody body;
    private final RequestReader reader;
    private final Callers callers;
    private final ReadSubmission submissions;
    private final SubmitJob submitJob;
    private final VerifyNow verifyNow;
    private final ReportJobStatus reportJobStatus;
    private final VendorAnswers answers;
    private final Tracing tracing;

    EnhancedKycResource(
            RequestBody body,
            RequestReader reader,
            Callers callers,
            ReadSubmission submissions,
            SubmitJob submitJob,
            VerifyNow verifyNow,
            ReportJobStatus reportJobStatus,
            VendorAnswers answers,
            Tracing tracing) {
        this.body = body;
        this.reader = reader;
        this.callers = callers;
        this.submissions = submissions;
        this.submitJob = submitJob;
        this.verifyNow = verifyNow;
        this.reportJobStatus = reportJobStatus;
        this.answers = answers;
        this.tracing = tracing;
    }

    /** Answers from a CompletionStage: at these rates a thread per request would cost a third. */
    @POST
    @Path("/async_id_verification")
    @NonBlocking
    public CompletionStage<Response> submit(
            @HeaderParam("traceparent") @Nullable String traceParent) {
        return tracing.answerLater("async_id_verification", traceParent, this::submit)
                .thenApply(_ -> answers.accepted());
    }

    private CompletionStage<AcceptedJob> submit(Step step) {
        var fields = reader.read(body.bytes());
        return submitJob.submit(submission(fields, callers.admit(fields), Lane.ASYNC, step));
    }

    private JobSubmission submission(RequestFields fields, Caller caller, Lane lane, Step step) {
        var submission = submissions.read(fields, caller, lane, step.traceParent().value());
        step.about(submission.key());
        return submission;
    }

    @POST
    @Path("/id_verification")
    @RunOnVirtualThread
    public Response verify(@HeaderParam("traceparent") @Nullable String traceParent) {
        return tracing.answer("id_verification", traceParent, this::verify);
    }

    private Response verify(Step step) {
        var fields = reader.read(body.bytes());
        var caller = callers.admit(fields);
        var submission = submission(fields, caller, Lane.SYNC, step);
        return answers.verified(verifyNow.verify(submission), caller);
    }

    @POST
    @Path("/job_status")
    @RunOnVirtualThread
    public Response status() {
        var fields = reader.read(body.bytes());
        var caller = callers.admit(fields);
        return answers.status(fields, caller, () -> reportJobStatus.report(fields, caller));
    }
}
