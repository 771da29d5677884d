package dev.kycplatform.intake.job.http;

import dev.kycplatform.contracts.job.IdTypes;
import io.smallrye.common.annotation.NonBlocking;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

/** What can be looked up, for everybody to read (contract, section 3.2). */
@Path("/v1/services")
@Produces(MediaType.APPLICATION_JSON)
public class ServicesResource {
    private final byte[] services;

    ServicesResource(IdTypes idTypes) {
        this.services = ServicesDocument.of(idTypes.forPartners().all());
    }

    @GET
    @NonBlocking
    public byte[] services() {
        return services;
    }
}
