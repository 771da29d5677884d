package dev.kycplatform.flow.flow.http;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.kycplatform.flow.flow.AuditedFlows;
import dev.kycplatform.flow.flow.ManageFlows;
import dev.kycplatform.operators.http.Operators;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import java.util.List;
import java.util.Optional;

/** Operators' API of flows. Only Compliance approves. */
@Path("/admin/flows")
@RolesAllowed({"operator", "compliance"})
@RunOnVirtualThread
public class FlowResource {
    private final ManageFlows flows;
    private final AuditedFlows audited;

    FlowResource(ManageFlows flows, AuditedFlows audited) {
        this.flows = flows;
        this.audited = audited;
    }

    record FlowsResponse(@JsonProperty("flows") List<FlowResponse> flows) {}

    @POST
    @RolesAllowed("operator")
    public Response create(byte[] body, @Context SecurityContext operator) {
        var wanted = FlowRequests.creation(body);
        var made = audited.create(wanted.draft(), Operators.requester(operator, wanted.reason()));
        return Response.status(Response.Status.CREATED).entity(FlowResponse.from(made)).build();
    }

    @GET
    public FlowsResponse list(@QueryParam("app_handle") @DefaultValue("") String app) {
        var handle = Optional.of(app).filter(it -> !it.isEmpty()).map(FlowRequests::handle);
        return new FlowsResponse(flows.list(handle).stream().map(FlowResponse::from).toList());
    }

    @GET
    @Path("/{flow}")
    public FlowResponse get(@PathParam("flow") String flow) {
        return FlowResponse.from(flows.get(FlowRequests.id(flow)));
    }

    @POST
    @Path("/{flow}/approve")
    @RolesAllowed("compliance")
    public FlowResponse approve(
            @PathParam("flow") String flow, byte[] body, @Context SecurityContext operator) {
        return FlowResponse.from(
                audited.approve(
                        FlowRequests.id(flow),
                        Operators.requester(operator, FlowRequests.reason(body))));
    }

    @POST
    @Path("/{flow}/retire")
    @RolesAllowed("operator")
    public FlowResponse retire(
            @PathParam("flow") String flow, byte[] body, @Context SecurityContext operator) {
        return FlowResponse.from(
                audited.retire(
                        FlowRequests.id(flow),
                        Operators.requester(operator, FlowRequests.reason(body))));
    }
}
