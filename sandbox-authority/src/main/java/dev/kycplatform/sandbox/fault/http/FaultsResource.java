package dev.kycplatform.sandbox.fault.http;

import com.fasterxml.jackson.databind.JsonNode;
import dev.kycplatform.sandbox.authority.IdAuthority;
import dev.kycplatform.sandbox.fault.FaultBoard;
import dev.kycplatform.sandbox.http.Problem;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.jspecify.annotations.Nullable;

/** The fault knobs of an authority: read them, replace them all, or turn them all off. */
@Path("/authorities/{name}/faults")
@RunOnVirtualThread
public class FaultsResource {
    private final FaultBoard board;

    FaultsResource(FaultBoard board) {
        this.board = board;
    }

    @GET
    public FaultsJson read(@PathParam("name") IdAuthority authority) {
        return FaultsJson.from(board.of(authority));
    }

    @PUT
    @Consumes(MediaType.APPLICATION_JSON)
    public Response replace(@PathParam("name") IdAuthority authority, @Nullable JsonNode faults) {
        return switch (FaultsReader.read(faults)) {
            case FaultsReader.Reading.Valid(var valid) -> {
                board.set(authority, valid);
                yield Response.ok(FaultsJson.from(valid)).build();
            }
            case FaultsReader.Reading.Invalid(var problems) ->
                    Problem.badRequest("INVALID_FAULTS", String.join("; ", problems)).response();
        };
    }

    @DELETE
    public void reset(@PathParam("name") IdAuthority authority) {
        board.reset(authority);
    }
}
