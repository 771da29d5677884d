package dev.kycplatform.intake.partner.http;

import dev.kycplatform.contracts.job.PartnerId;
import dev.kycplatform.intake.partner.ChangePartner;
import dev.kycplatform.intake.partner.FindPartner;
import dev.kycplatform.intake.partner.ListPartners;
import dev.kycplatform.intake.partner.PartnerSecrets;
import dev.kycplatform.intake.partner.RegisterPartner;
import dev.kycplatform.intake.partner.RegisteredPartner;
import dev.kycplatform.operators.http.Operators;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
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

/** Operators' API of the partner registry. */
@Path("/admin/partners")
@RolesAllowed("operator")
@RunOnVirtualThread
public class PartnerResource {
    private final RegisterPartner registerPartner;
    private final ChangePartner changePartner;
    private final FindPartner findPartner;
    private final ListPartners listPartners;
    private final PartnerSecrets secrets;
    private final OperatorRequests requests;
    private final Clock clock;

    PartnerResource(
            RegisterPartner registerPartner,
            ChangePartner changePartner,
            FindPartner findPartner,
            ListPartners listPartners,
            PartnerSecrets secrets,
            OperatorRequests requests,
            Clock clock) {
        this.registerPartner = registerPartner;
        this.changePartner = changePartner;
        this.findPartner = findPartner;
        this.listPartners = listPartners;
        this.secrets = secrets;
        this.requests = requests;
        this.clock = clock;
    }

    @POST
    public Response register(byte[] body, @Context SecurityContext operator) {
        var wanted = requests.registration(body);
        var registered =
                registerPartner.register(
                        wanted.partnerId(),
                        wanted.settings(),
                        Operators.requester(operator, wanted.reason()));
        return Response.status(Response.Status.CREATED)
                .entity(PartnerSecretsResponse.from(registered))
                .build();
    }

    @GET
    public PartnerPageResponse list(
            @QueryParam("after") @DefaultValue("") String after,
            @QueryParam("limit") @DefaultValue("50") String limit) {
        return PartnerPageResponse.from(
                listPartners.list(requests.after(after), requests.limit(limit)));
    }

    @GET
    @Path("/{partner_id}")
    public PartnerResponse get(@PathParam("partner_id") String partnerId) {
        return response(findPartner.get(requests.partnerId(partnerId)));
    }

    @PATCH
    @Path("/{partner_id}")
    public PartnerResponse change(
            @PathParam("partner_id") String partnerId,
            byte[] body,
            @Context SecurityContext operator) {
        PartnerId id = requests.partnerId(partnerId);
        var patch = requests.patch(body);
        return response(
                changePartner.change(
                        id, patch.change(), Operators.requester(operator, patch.reason())));
    }

    private PartnerResponse response(RegisteredPartner partner) {
        var callback =
                partner.defaultCallback()
                        .map(address -> secrets.openCallback(partner.id(), address))
                        .orElse(null);
        return PartnerResponse.from(partner, callback, clock.instant());
    }
}
