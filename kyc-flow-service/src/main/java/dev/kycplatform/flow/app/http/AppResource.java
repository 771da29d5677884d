package dev.kycplatform.flow.app.http;

import dev.kycplatform.flow.app.App;
import dev.kycplatform.flow.app.AppSecrets;
import dev.kycplatform.flow.app.ChangeApp;
import dev.kycplatform.flow.app.FindApp;
import dev.kycplatform.flow.app.RegisterApp;
import dev.kycplatform.operators.http.Operators;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import java.time.Clock;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Operators' API of the registry of apps. */
@Path("/admin/apps")
@RolesAllowed("operator")
@RunOnVirtualThread
public class AppResource {
    private final RegisterApp registerApp;
    private final ChangeApp changeApp;
    private final FindApp findApp;
    private final AppSecrets secrets;
    private final AppRequests requests;
    private final Clock clock;

    AppResource(
            RegisterApp registerApp,
            ChangeApp changeApp,
            FindApp findApp,
            AppSecrets secrets,
            AppRequests requests,
            Clock clock) {
        this.registerApp = registerApp;
        this.changeApp = changeApp;
        this.findApp = findApp;
        this.secrets = secrets;
        this.requests = requests;
        this.clock = clock;
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

    @GET
    public AppPageResponse list(
            @QueryParam("after") @DefaultValue("") String after,
            @QueryParam("limit") @DefaultValue("50") String limit) {
        var most = requests.limit(limit);
        return AppPageResponse.from(findApp.page(requests.after(after), most + 1), most);
    }

    @GET
    @Path("/{app}")
    public AppResponse get(@PathParam("app") String app) {
        return response(findApp.get(requests.handle(app)));
    }

    @PATCH
    @Path("/{app}")
    public AppResponse change(
            @PathParam("app") String app, byte[] body, @Context SecurityContext operator) {
        var wanted = requests.change(body);
        return response(
                changeApp.change(
                        requests.handle(app),
                        wanted.name(),
                        wanted.enabled(),
                        Operators.requester(operator, wanted.reason())));
    }

    @POST
    @Path("/{app}/{kind:addresses|clients|webhook-secrets}")
    public Response rotate(
            @PathParam("app") String app,
            @PathParam("kind") String kind,
            byte[] body,
            @Context SecurityContext operator) {
        var wanted = requests.rotation(body, requests.kind(kind));
        var rotated =
                changeApp.rotate(
                        requests.handle(app),
                        requests.kind(kind),
                        wanted.address(),
                        wanted.previousValidUntil(),
                        Operators.requester(operator, wanted.reason()));
        return Response.status(Response.Status.CREATED)
                .entity(NewCredentialResponse.from(rotated))
                .build();
    }

    @DELETE
    @Path("/{app}/{kind:addresses|clients|webhook-secrets}/{id}")
    public AppResponse remove(
            @PathParam("app") String app,
            @PathParam("kind") String kind,
            @PathParam("id") String id,
            @QueryParam("reason") @Nullable String reason,
            @Context SecurityContext operator) {
        return response(
                changeApp.remove(
                        requests.handle(app),
                        requests.kind(kind),
                        id,
                        Operators.requester(operator, Optional.ofNullable(reason))));
    }

    @POST
    @Path("/{app}/webhook-endpoints")
    public Response addEndpoint(
            @PathParam("app") String app, byte[] body, @Context SecurityContext operator) {
        var wanted = requests.endpoint(body, Optional.empty());
        var changed =
                changeApp.put(
                        requests.handle(app),
                        wanted.change(),
                        Operators.requester(operator, wanted.reason()));
        return Response.status(Response.Status.CREATED).entity(response(changed)).build();
    }

    @PATCH
    @Path("/{app}/webhook-endpoints/{id}")
    public AppResponse changeEndpoint(
            @PathParam("app") String app,
            @PathParam("id") String id,
            byte[] body,
            @Context SecurityContext operator) {
        var wanted = requests.endpoint(body, Optional.of(id));
        return response(
                changeApp.put(
                        requests.handle(app),
                        wanted.change(),
                        Operators.requester(operator, wanted.reason())));
    }

    @DELETE
    @Path("/{app}/webhook-endpoints/{id}")
    public AppResponse removeEndpoint(
            @PathParam("app") String app,
            @PathParam("id") String id,
            @QueryParam("reason") @Nullable String reason,
            @Context SecurityContext operator) {
        return response(
                changeApp.removeEndpoint(
                        requests.handle(app),
                        id,
                        Operators.requester(operator, Optional.ofNullable(reason))));
    }

    private AppResponse response(App app) {
        return AppResponse.from(
                app, endpoint -> secrets.openUrl(app.handle(), endpoint), clock.instant());
    }
}
