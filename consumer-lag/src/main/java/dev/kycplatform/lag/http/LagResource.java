package dev.kycplatform.lag.http;

import dev.kycplatform.lag.WatchLag;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.time.Clock;

/** Operators' view of how far behind this service's consumers are. */
@Path("/admin/lag")
@RolesAllowed("operator")
@RunOnVirtualThread
public class LagResource {
    private final WatchLag watchLag;
    private final Clock clock;

    LagResource(WatchLag watchLag, Clock clock) {
        this.watchLag = watchLag;
        this.clock = clock;
    }

    @GET
    public LagResponse show() {
        return LagResponse.from(watchLag.latest(), clock.instant());
    }
}
