package dev.kycplatform.deployment;

import io.quarkus.arc.All;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Ready while every dependency answers. An outage is a matter of readiness, never of liveness. */
@Readiness
@ApplicationScoped
class DependencyReadiness implements HealthCheck {
    private final List<DependencyProbe> probes;

    DependencyReadiness(@All List<DependencyProbe> probes) {
        this.probes = probes;
    }

    @Override
    public HealthCheckResponse call() {
        var response = HealthCheckResponse.named("dependencies").up();
        for (var probe : probes) {
            var answers = probe.answers();
            response.withData(probe.endsFailure().wire(), answers ? "answers" : "does not answer");
            if (!answers) {
                response.down();
            }
        }
        return response.build();
    }
}
