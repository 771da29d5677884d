package dev.kycplatform.flow.app.http;

import dev.kycplatform.flow.app.RegisterApp;
import dev.kycplatform.operators.http.Operators;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;

/** Operators' API of the registry of apps. */
@Path("/admin/apps")
@RolesAllowed("operator")
@RunOnVirtualThread
public class AppResource {
    private final RegisterApp registerApp;
    private final AppRequests requests;

    AppResource(RegisterApp registerApp, AppRequests requests) {
        this.registerApp = registerApp;
        this.requests = requests;
    }

    @POST
    public Response register(byte[] body, @Context SecurityContext operator) {
        var wanted = requests.creation(body);
        var registered =
                registerApp.register(
                        wanted.handle(),
                        wanted.name(),
                        wanted.address(),
                        Operators.requester(operator, wanted.reason()));
        return Response.status(Response.Status.CREATED)
                .entity(NewAppResponse.from(registered))
                .build();
    }
}
