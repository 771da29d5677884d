package dev.kycplatform.intake.partner.http;

import dev.kycplatform.contracts.error.ErrorCode;
import dev.kycplatform.contracts.error.KycException;
import dev.kycplatform.intake.partner.ListPartners;
import dev.kycplatform.intake.partner.RegisterPartner;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Operators' API of the partner registry. */
@Path("/admin/partners")
@RolesAllowed("operator")
@RunOnVirtualThread
public class PartnerResource {
    private final RegisterPartner registerPartner;
    private final ListPartners listPartners;

    PartnerResource(RegisterPartner registerPartner, ListPartners listPartners) {
        this.registerPartner = registerPartner;
        this.listPartners = listPartners;
    }

    @POST
    public Response register(
            @Nullable RegisterPartnerRequest request, @Context SecurityContext operator) {
        if (request == null) {
            throw new KycException(ErrorCode.INVALID_REQUEST, "the body is missing");
        }
        var registered =
                registerPartner.register(
                        Optional.ofNullable(request.partnerId()),
                        Optional.ofNullable(request.name()).orElse(""),
                        operator.getUserPrincipal().getName());
        return Response.status(Response.Status.CREATED)
                .entity(PartnerSecretsResponse.from(registered))
                .build();
    }

    @GET
    public List<PartnerResponse> list() {
        return listPartners.list().stream().map(PartnerResponse::from).toList();
    }
}
