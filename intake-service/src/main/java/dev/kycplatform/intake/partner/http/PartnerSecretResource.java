package dev.kycplatform.intake.partner.http;

import dev.kycplatform.intake.partner.PartnerSecretKind;
import dev.kycplatform.intake.partner.RemoveSecret;
import dev.kycplatform.intake.partner.RotateSecret;
import dev.kycplatform.operators.http.Operators;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.DELETE;
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

/** Operators' API of partners' keys and signing secrets. */
@Path("/admin/partners/{partner_id}")
@RolesAllowed("operator")
@RunOnVirtualThread
public class PartnerSecretResource {
    private final RotateSecret rotateSecret;
    private final RemoveSecret removeSecret;
    private final OperatorRequests requests;
    private final Clock clock;

    PartnerSecretResource(
            RotateSecret rotateSecret,
            RemoveSecret removeSecret,
            OperatorRequests requests,
            Clock clock) {
        this.rotateSecret = rotateSecret;
        this.removeSecret = removeSecret;
        this.requests = requests;
        this.clock = clock;
    }

    @POST
    @Path("/api-keys")
    public Response rotateApiKey(
            @PathParam("partner_id") String partnerId,
            byte[] body,
            @Context SecurityContext operator) {
        return rotate(partnerId, PartnerSecretKind.API_KEY, body, operator);
    }

    @POST
    @Path("/webhook-secrets")
    public Response rotateWebhookSecret(
            @PathParam("partner_id") String partnerId,
            byte[] body,
            @Context SecurityContext operator) {
        return rotate(partnerId, PartnerSecretKind.WEBHOOK_SECRET, body, operator);
    }

    @DELETE
    @Path("/api-keys/{secret_id}")
    public void removeApiKey(
            @PathParam("partner_id") String partnerId,
            @PathParam("secret_id") String secretId,
            @QueryParam("reason") @Nullable String reason,
            @Context SecurityContext operator) {
        remove(partnerId, PartnerSecretKind.API_KEY, secretId, reason, operator);
    }

    @DELETE
    @Path("/webhook-secrets/{secret_id}")
    public void removeWebhookSecret(
            @PathParam("partner_id") String partnerId,
            @PathParam("secret_id") String secretId,
            @QueryParam("reason") @Nullable String reason,
            @Context SecurityContext operator) {
        remove(partnerId, PartnerSecretKind.WEBHOOK_SECRET, secretId, reason, operator);
    }

    private Response rotate(
            String partnerId, PartnerSecretKind kind, byte[] body, SecurityContext operator) {
        var id = requests.partnerId(partnerId);
        var wanted = requests.rotation(body);
        var rotated =
                rotateSecret.rotate(
                        id,
                        kind,
                        wanted.previousValidUntil(),
                        wanted.endsOldest(),
                        Operators.requester(operator, wanted.reason()));
        return Response.status(Response.Status.CREATED)
                .entity(RotatedSecretResponse.from(rotated, clock.instant()))
                .build();
    }

    private void remove(
            String partnerId,
            PartnerSecretKind kind,
            String secretId,
            @Nullable String reason,
            SecurityContext operator) {
        removeSecret.remove(
                requests.partnerId(partnerId),
                kind,
                secretId,
                Operators.requester(operator, Optional.ofNullable(reason)));
    }
}
