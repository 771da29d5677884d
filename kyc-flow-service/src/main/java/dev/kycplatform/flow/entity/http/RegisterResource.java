package dev.kycplatform.flow.entity.http;

import dev.kycplatform.flow.auth.http.Authentication;
import dev.kycplatform.flow.entity.FindEntity;
import dev.kycplatform.flow.entity.Profile;
import dev.kycplatform.flow.entity.RegisterEntity;
import dev.kycplatform.flow.http.Answers;
import dev.kycplatform.flow.http.Calls;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;

/** Whether a handle is free, and taking it (contract, sections 7.1 and 7.2). */
@Path("/0.2")
@RunOnVirtualThread
public class RegisterResource {
    private final RegisterEntity registerEntity;
    private final FindEntity findEntity;
    private final RegistrationReader registrations;
    private final Authentication authentication;
    private final Calls calls;
    private final Answers answers;

    RegisterResource(
            RegisterEntity registerEntity,
            FindEntity findEntity,
            RegistrationReader registrations,
            Authentication authentication,
            Calls calls,
            Answers answers) {
        this.registerEntity = registerEntity;
        this.findEntity = findEntity;
        this.registrations = registrations;
        this.authentication = authentication;
        this.calls = calls;
        this.answers = answers;
    }

    @POST
    @Path("/check_handle")
    public Response checkHandle() {
        var call = calls.aboutUser();
        var app = authentication.app(call);
        var asSent = call.checkedHeader().userAsSent().orElseThrow();
        var isTaken = findEntity.exists(app, call.checkedHeader().user().orElseThrow());
        return (isTaken
                        ? answers.failure(asSent + " is already taken.")
                        : answers.success(asSent + " is available."))
                .response();
    }

    @POST
    @Path("/register")
    public Response register() {
        var call = calls.aboutUser();
        var registration = registrations.read(call.fields());
        var app = authentication.app(call);
        var header = call.checkedHeader();
        var entity =
                registerEntity.register(
                        app, header.user().orElseThrow(), registration.orElseThrow());
        var answer =
                answers.success(
                        header.userAsSent().orElseThrow() + " was successfully registered.");
        if (entity.profile() instanceof Profile.Business business) {
            answer.with("business_uuid", business.businessUuid());
        }
        return answer.response();
    }
}
