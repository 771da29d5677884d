package dev.kycplatform.intake.job.http;

import dev.kycplatform.intake.http.RequestBody;
import dev.kycplatform.intake.job.PartnerCallbacks;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

/** Where a partner sees what became of its callbacks, and has them sent again. */
@Path("/v1/callbacks")
@Consumes(MediaType.WILDCARD)
@Produces(MediaType.APPLICATION_JSON)
public class CallbackResource {
    private final RequestBody body;
    private final RequestReader reader;
    private final Callers callers;
    private final PartnerCallbacks callbacks;
    private final CallbackAnswers answers;

    CallbackResource(
            RequestBody body,
            RequestReader reader,
            Callers callers,
            PartnerCallbacks callbacks,
            CallbackAnswers answers) {
        this.body = body;
        this.reader = reader;
        this.callers = callers;
        this.callbacks = callbacks;
        this.answers = answers;
    }

    @POST
    @Path("/search")
    @RunOnVirtualThread
    public Response search() {
        var fields = reader.read(body.bytes());
        var caller = callers.admit(fields);
        return answers.found(callbacks.search(fields, caller, answers.after(fields)));
    }

    @POST
    @Path("/replay")
    @RunOnVirtualThread
    public Response replay() {
        var fields = reader.read(body.bytes());
        var caller = callers.admit(fields);
        return answers.requested(callbacks.replay(fields, caller, answers.after(fields)));
    }
}
