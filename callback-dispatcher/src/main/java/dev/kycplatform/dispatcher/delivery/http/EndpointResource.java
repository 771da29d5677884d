package dev.kycplatform.dispatcher.delivery.http;

import dev.kycplatform.dispatcher.delivery.ChangeEndpoint;
import dev.kycplatform.dispatcher.delivery.Lanes;
import dev.kycplatform.operators.http.Operators;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.SecurityContext;

/** Operators' API of endpoints, each as one partner uses it. */
@Path("/admin/endpoints")
@RolesAllowed("operator")
@RunOnVirtualThread
public class EndpointResource {
    private final Lanes lanes;
    private final ChangeEndpoint changing;

    EndpointResource(Lanes lanes, ChangeEndpoint changing) {
        this.lanes = lanes;
        this.changing = changing;
    }

    /** @param inTrouble true: only those that are cut off or disabled */
    @GET
    public EndpointPageResponse list(
            @QueryParam("partner") @DefaultValue("") String partner,
            @QueryParam("in_trouble") @DefaultValue("false") boolean inTrouble,
            @QueryParam("after") @DefaultValue("") String after,
            @QueryParam("limit") @DefaultValue("50") String limit) {
        var most = Operators.limit(limit, RepairRequests.MOST_LISTED);
        var page =
                lanes.list(RepairRequests.partner(partner), inTrouble, PageMark.lane(after), most);
        return new EndpointPageResponse(
                page.stream().map(one -> EndpointResponse.from(one.lane(), one.state())).toList(),
                page.size() < most ? null : PageMark.of(page.getLast().lane()));
    }

    /** Named in the body: an endpoint is no part of a path. */
    @PATCH
    public EndpointResponse change(byte[] body, @Context SecurityContext operator) {
        var change = RepairRequests.change(body);
        return EndpointResponse.from(
                change.lane(),
                changing.change(
                        change.lane(),
                        change.wanted(),
                        Operators.requester(operator, change.reason())));
    }
}
