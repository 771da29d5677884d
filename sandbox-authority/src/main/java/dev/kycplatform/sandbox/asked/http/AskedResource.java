package dev.kycplatform.sandbox.asked.http;

import dev.kycplatform.sandbox.asked.AskedCounts;
import dev.kycplatform.sandbox.authority.IdAuthority;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;

/** How often an authority was asked: read it, or start again at zero. */
@Path("/authorities/{name}/asked")
@RunOnVirtualThread
public class AskedResource {
    private final AskedCounts counts;

    AskedResource(AskedCounts counts) {
        this.counts = counts;
    }

    @GET
    public AskedResponse read(@PathParam("name") IdAuthority authority) {
        return AskedResponse.from(counts.of(authority));
    }

    @DELETE
    public void reset(@PathParam("name") IdAuthority authority) {
        counts.reset(authority);
    }
}
