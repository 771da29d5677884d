package dev.kycplatform.flow.verification.http;

import dev.kycplatform.contracts.flow.FlowError;
import dev.kycplatform.contracts.flow.FlowException;
import dev.kycplatform.flow.auth.Caller;
import dev.kycplatform.flow.auth.http.Authentication;
import dev.kycplatform.flow.flow.FlowId;
import dev.kycplatform.flow.http.Answers;
import dev.kycplatform.flow.http.Call;
import dev.kycplatform.flow.http.Calls;
import dev.kycplatform.flow.verification.ReadVerifications;
import dev.kycplatform.flow.verification.ResumeOutcome;
import dev.kycplatform.flow.verification.ResumeVerification;
import dev.kycplatform.flow.verification.StartOutcome;
import dev.kycplatform.flow.verification.StartVerification;
import dev.kycplatform.flow.verification.Verification;
import dev.kycplatform.flow.verification.VerificationId;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** The Advanced endpoints (contract, section 4). */
@Path("/0.2")
@RunOnVirtualThread
public class KycResource {
    private static final Set<String> UPDATES = Set.of("entity", "document");

    private final StartVerification startVerification;
    private final ReadVerifications readVerifications;
    private final ResumeVerification resumeVerification;
    private final Authentication authentication;
    private final Calls calls;
    private final Answers answers;

    KycResource(
            StartVerification startVerification,
            ReadVerifications readVerifications,
            ResumeVerification resumeVerification,
            Authentication authentication,
            Calls calls,
            Answers answers) {
        this.startVerification = startVerification;
        this.readVerifications = readVerifications;
        this.resumeVerification = resumeVerification;
        this.authentication = authentication;
        this.calls = calls;
        this.answers = answers;
    }

    @POST
    @Path("/kyc")
    public Response start() {
        var call = calls.aboutUser();
        var flow = call.fields().requiredUuid("flow");
        var caller = authentication.user(call);
        var id = new FlowId(flow.orElseThrow());
        return switch (startVerification.start(caller.app().value(), caller.user().value(), id)) {
            case StartOutcome.Started(var verification) -> started(verification);
            case StartOutcome.Refused(var refusal) ->
                    throw Refusals.of(refusal, id.toString(), FlowError.FLOW_NOT_FOUND);
        };
    }

    private Response started(Verification verification) {
        var flow = verification.flow().toString();
        return answers.success(202, "KYC successfully requested using flow " + flow)
                .with(
                        body -> {
                            body.putArray("verification_ids")
                                    .addObject()
                                    .put("entity", verification.entity().userHandle())
                                    .put("verification_id", verification.id().toString());
                            body.put("flow_requested", flow);
                            VerificationJson.checks(
                                    body, "checks_requested", verification.checks());
                        })
                .response();
    }

    @POST
    @Path("/get_verifications")
    public Response list() {
        var caller = authentication.user(calls.aboutUser());
        return answers.success()
                .with(
                        body -> {
                            var list = body.putArray("verifications");
                            of(caller)
                                    .verifications()
                                    .forEach(one -> VerificationJson.listed(list.addObject(), one));
                        })
                .response();
    }

    @POST
    @Path("/get_verifications/{verification_uuid}")
    public Response get(@PathParam("verification_uuid") String id) {
        return get(calls.aboutUser(), id);
    }

    /** The page that describes it has the id in the body (decisions, Reading). */
    @POST
    @Path("/get_verification")
    public Response getByBody() {
        var call = calls.aboutUser();
        var fields = call.fields();
        var id =
                fields.has("verification_id")
                        ? fields.requiredUuid("verification_id")
                        : fields.requiredUuid("verification_uuid");
        return get(call, id.map(UUID::toString).orElse(""));
    }

    private Response get(Call call, String id) {
        var caller = authentication.user(call);
        var verification =
                VerificationId.of(id)
                        .flatMap(
                                it ->
                                        readVerifications.one(
                                                caller.app().value(), caller.user().value(), it))
                        .orElseThrow(() -> new FlowException(FlowError.VERIFICATION_NOT_FOUND, id));
        var message =
                VerificationJson.message(
                        verification.entity().userHandle(),
                        verification.isBusiness(),
                        verification.state());
        return answers.success(message)
                .with(body -> VerificationJson.recorded(body, verification))
                .response();
    }

    private ReadVerifications.Found of(Caller caller) {
        return readVerifications
                .of(caller.app().value(), caller.user().value())
                .orElseThrow(() -> new FlowException(FlowError.USER_NOT_FOUND));
    }

    @PUT
    @Path("/resume_verification")
    public Response resume() {
        var call = calls.aboutUser();
        var fields = call.fields();
        var id = fields.requiredUuid("verification_uuid");
        var update = fields.requiredText("update");
        var documents = fields.uuids("doc_ids");
        if (update.isPresent() && !UPDATES.contains(update.get())) {
            fields.reject("update", "This value must be one of entity, document.");
        }
        if (update.equals(Optional.of("document")) && !fields.has("doc_ids")) {
            fields.missing("doc_ids");
        }
        var caller = authentication.user(call);
        var presented = update.orElseThrow().equals("document") ? documents : List.<UUID>of();
        var verification = new VerificationId(id.orElseThrow());
        return resumed(
                verification,
                resumeVerification.resume(
                        caller.app().value(), caller.user().value(), verification, presented));
    }

    private Response resumed(VerificationId id, ResumeOutcome outcome) {
        return switch (outcome) {
            case ResumeOutcome.Resumed _ ->
                    answers.success("Verification successfully resumed.")
                            .with("verification_uuid", id.toString())
                            .response();
            case ResumeOutcome.UnknownEntity() -> throw new FlowException(FlowError.USER_NOT_FOUND);
            case ResumeOutcome.UnknownVerification() ->
                    throw new FlowException(FlowError.VERIFICATION_NOT_FOUND, id);
            case ResumeOutcome.UnknownDocument(var document) ->
                    throw new FlowException(FlowError.DOCUMENT_NOT_FOUND, document);
            case ResumeOutcome.NotResumable(var status) ->
                    throw new FlowException(FlowError.NOT_RESUMABLE, id, "it is " + status);
            case ResumeOutcome.MissingData(var names) -> throw Refusals.missing(names);
        };
    }
}
