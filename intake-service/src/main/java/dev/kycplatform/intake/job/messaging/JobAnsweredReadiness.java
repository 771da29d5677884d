package dev.kycplatform.intake.job.messaging;

import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Not ready before replies are heard: a sync request would wait for nothing. */
@Readiness
@ApplicationScoped
class JobAnsweredReadiness implements HealthCheck {
    private final JobAnsweredReader reader;

    JobAnsweredReadiness(JobAnsweredReader reader) {
        this.reader = reader;
    }

    @Override
    public HealthCheckResponse call() {
        return HealthCheckResponse.named("replies").status(reader.isListening()).build();
    }
}
