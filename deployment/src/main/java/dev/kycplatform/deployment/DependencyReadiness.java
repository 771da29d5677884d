package dev.kycplatform.deployment;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import java.util.List;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Ready while every dependency answers. An outage is a matter of readiness, never of liveness. */
@Readiness
@ApplicationScoped
class DependencyReadiness implements HealthCheck {
    private final List<DependencyProbe> probes;

    DependencyReadiness(@Any Instance<DependencyProbe> probes) {
        this.probes = probes.stream().toList();
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
