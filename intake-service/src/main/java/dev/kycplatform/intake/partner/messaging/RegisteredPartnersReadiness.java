package dev.kycplatform.intake.partner.messaging;

import dev.kycplatform.contracts.error.KycException;
import dev.kycplatform.intake.partner.PublishPartners;
import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Not ready before every registered partner is known: a topic that was read whole may have lost some, or all. */
@Readiness
@ApplicationScoped
class RegisteredPartnersReadiness implements HealthCheck {
    private final PublishPartners publishPartners;

    RegisteredPartnersReadiness(PublishPartners publishPartners) {
        this.publishPartners = publishPartners;
    }

    @Override
    public HealthCheckResponse call() {
        return HealthCheckResponse.named("registered partners").status(isEverybodyKnown()).build();
    }

    private boolean isEverybodyKnown() {
        try {
            return publishPartners.isEverybodyKnown();
        } catch (KycException _) {
            // The database is away, which another check says.
            return false;
        }
    }
}
