package dev.kycplatform.partners;

import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Not ready before every partner is known: a partner would be refused that exists. */
@Readiness
@ApplicationScoped
class PartnerDirectoryReadiness implements HealthCheck {
    private final PartnerDirectory directory;

    PartnerDirectoryReadiness(PartnerDirectory directory) {
        this.directory = directory;
    }

    @Override
    public HealthCheckResponse call() {
        return HealthCheckResponse.named("partner directory")
                .status(directory.isComplete())
                .build();
    }
}
