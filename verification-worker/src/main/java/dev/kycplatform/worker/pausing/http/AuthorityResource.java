package dev.kycplatform.worker.pausing.http;

import dev.kycplatform.operators.http.OperatorBody;
import dev.kycplatform.operators.http.Operators;
import dev.kycplatform.worker.pausing.PauseAuthority;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.SecurityContext;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Operators' API of authorities: which are paused, pausing one and resuming it. */
@Path("/admin/authorities")
@RolesAllowed("operator")
@RunOnVirtualThread
public class AuthorityResource {
    private final PauseAuthority pauseAuthority;

    AuthorityResource(PauseAuthority pauseAuthority) {
        this.pauseAuthority = pauseAuthority;
    }

    @GET
    @Path("/paused")
    public PausedAuthoritiesResponse paused() {
        return PausedAuthoritiesResponse.from(pauseAuthority.paused());
    }

    /** Answers with all that are paused now. */
    @POST
    @Path("/{authority}/pause")
    public PausedAuthoritiesResponse pause(
            @PathParam("authority") String authority,
            byte[] body,
            @Context SecurityContext operator) {
        var reason = OperatorBody.of(body, Set.of("reason")).reason();
        pauseAuthority.pause(authority, Operators.requester(operator, reason));
        return paused();
    }

    @DELETE
    @Path("/{authority}/pause")
    public void resume(
            @PathParam("authority") String authority,
            @QueryParam("reason") @Nullable String reason,
            @Context SecurityContext operator) {
        pauseAuthority.resume(
                authority, Operators.requester(operator, Optional.ofNullable(reason)));
    }
}
