package dev.kycplatform.flow.verification.http;

import dev.kycplatform.contracts.flow.AppHandle;
import dev.kycplatform.contracts.flow.EntityHandle;
import dev.kycplatform.contracts.flow.FlowError;
import dev.kycplatform.contracts.flow.FlowException;
import dev.kycplatform.flow.auth.http.Authentication;
import dev.kycplatform.flow.flow.StandardFlows;
import dev.kycplatform.flow.http.Answer;
import dev.kycplatform.flow.http.Answers;
import dev.kycplatform.flow.http.Calls;
import dev.kycplatform.flow.http.Fields;
import dev.kycplatform.flow.verification.CheckKyc;
import dev.kycplatform.flow.verification.KycAction;
import dev.kycplatform.flow.verification.KycLevels;
import dev.kycplatform.flow.verification.PartnerApps;
import dev.kycplatform.flow.verification.ReadVerifications;
import dev.kycplatform.flow.verification.StartOutcome;
import dev.kycplatform.flow.verification.StartVerification;
import dev.kycplatform.flow.verification.Verification;
import dev.kycplatform.flow.verification.VerificationId;
import dev.kycplatform.flow.verification.VerificationState;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Optional;

/** The Classic endpoints about verifications, as the vendor's clients call them (contract, sections 7.3 and 7.4). */
@Path("/0.2")
@RunOnVirtualThread
public class ClassicKycResource {
    /** Contract, section 4.5: one of these. */
    private static final List<String> DOCUMENTS_OF_A_PERSON =
            List.of("id_drivers_license", "id_state", "id_passport");

    private final StartVerification startVerification;
    private final ReadVerifications readVerifications;
    private final PartnerApps partnerApps;
    private final Authentication authentication;
    private final Calls calls;
    private final Answers answers;

    ClassicKycResource(
            StartVerification startVerification,
            ReadVerifications readVerifications,
            PartnerApps partnerApps,
            Authentication authentication,
            Calls calls,
            Answers answers) {
        this.startVerification = startVerification;
        this.readVerifications = readVerifications;
        this.partnerApps = partnerApps;
        this.authentication = authentication;
        this.calls = calls;
        this.answers = answers;
    }

    @POST
    @Path("/request_kyc")
    public Response request() {
        var call = calls.aboutUser();
        var level = call.fields().text("kyc_level");
        var caller = authentication.user(call);
        var outcome =
                startVerification.startLevel(
                        caller.app().value(), caller.user().value(), level, KycLevels::level);
        return switch (outcome) {
            case StartOutcome.Started(var verification) ->
                    answers.success(
                                    call.checkedHeader().userAsSent().orElseThrow()
                                            + " submitted for KYC review.")
                            .with("verification_uuid", verification.id().toString())
                            .with(
                                    body ->
                                            body.putObject("verification_uuid_by_entity")
                                                    .put(
                                                            caller.user().value(),
                                                            verification.id().toString()))
                            .response();
            case StartOutcome.Refused(var refusal) ->
                    throw Refusals.of(
                            refusal,
                            level.orElse(StandardFlows.INDIVIDUAL),
                            FlowError.LEVEL_NOT_AVAILABLE);
        };
    }

    @POST
    @Path("/check_kyc")
    public Response check() {
        var call = calls.aboutUser();
        var level = call.fields().text("kyc_level");
        var caller = authentication.user(call);
        var found = of(caller.app(), caller.user());
        var checked = CheckKyc.of(found.verifications(), found.isBusiness(), level);
        return answer(call.checkedHeader().userAsSent().orElseThrow(), found.isBusiness(), checked)
                .with(
                        body -> {
                            var history = body.putArray("verification_history");
                            checked.history()
                                    .forEach(
                                            one ->
                                                    VerificationJson.historic(
                                                            history.addObject(), one));
                            VerificationJson.texts(body, "valid_kyc_levels", checked.validLevels());
                            if (found.isBusiness()) {
                                body.putNull("certification_status");
                                body.putArray("certification_history");
                                body.putArray("members");
                            }
                        })
                .response();
    }

    /** Of whom the caller may not ask is answered as if there were no such user. */
    @POST
    @Path("/check_partner_kyc")
    public Response checkPartner() {
        var call = calls.aboutApp();
        var app = handle(call.fields(), "query_app_handle");
        var user = handle(call.fields(), "query_user_handle");
        var asking = authentication.app(call);
        var asked = new AppHandle(app.orElseThrow());
        var found = of(asked, new EntityHandle(user.orElseThrow()));
        if (!partnerApps.mayAsk(asking, asked)) {
            throw new FlowException(FlowError.USER_NOT_FOUND);
        }
        return answer(
                        user.get(),
                        found.isBusiness(),
                        CheckKyc.of(found.verifications(), found.isBusiness(), Optional.empty()))
                .response();
    }

    /** The only GET with a body; what it answers is documented nowhere. */
    @GET
    @Path("/check_kyc/{verification_id}/required_document_types")
    public Response requiredDocumentTypes(@PathParam("verification_id") String id) {
        var caller = authentication.user(calls.aboutUser());
        var verification =
                VerificationId.of(id)
                        .flatMap(
                                it ->
                                        readVerifications.one(
                                                caller.app().value(), caller.user().value(), it))
                        .orElseThrow(() -> new FlowException(FlowError.VERIFICATION_NOT_FOUND, id));
        return answers.success()
                .with("verification_id", verification.id().toString())
                .with(
                        body ->
                                VerificationJson.texts(
                                        body, "required_document_types", documents(verification)))
                .response();
    }

    private static List<String> documents(Verification verification) {
        return verification
                .action()
                .filter(action -> action != KycAction.REVIEW)
                .map(_ -> DOCUMENTS_OF_A_PERSON)
                .orElse(List.of());
    }

    /** True only when it passed; HTTP 200 in any case. */
    private Answer answer(String handle, boolean isBusiness, CheckKyc checked) {
        var message =
                checked.state()
                        .map(state -> VerificationJson.message(handle, isBusiness, state))
                        .orElse("ID verification has not been requested for " + handle + ".");
        var isPassed =
                checked.state().filter(VerificationState.Passed.class::isInstance).isPresent();
        return (isPassed ? answers.success(message) : answers.failure(message))
                .with("entity_type", VerificationJson.entityType(isBusiness))
                .with(
                        "verification_status",
                        checked.state().map(VerificationState::wire).orElse("unverified"));
    }

    private ReadVerifications.Found of(AppHandle app, EntityHandle user) {
        return readVerifications
                .of(app.value(), user.value())
                .orElseThrow(() -> new FlowException(FlowError.USER_NOT_FOUND));
    }

    private static Optional<String> handle(Fields fields, String name) {
        var text = fields.requiredText(name);
        if (text.isPresent() && !EntityHandle.isHandle(text.get())) {
            fields.reject(
                    name,
                    "This value does not match the required handle pattern: "
                            + EntityHandle.PATTERN);
            return Optional.empty();
        }
        return text;
    }
}
