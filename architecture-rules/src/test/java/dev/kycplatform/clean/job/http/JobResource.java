package dev.kycplatform.clean.job.http;

import dev.kycplatform.clean.job.SubmitJob;
import dev.kycplatform.clean.partner.PartnerId;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;

@Path("/jobs")
class JobResource {
    private final SubmitJob submitJob;

    JobResource(SubmitJob submitJob) {
        this.submitJob = submitJob;
    }

    @POST
    long submit(String partner) {
        return submitJob.submit(new PartnerId(partner));
    }
}
