package dev.kycplatform.intake.job;

import dev.kycplatform.contracts.job.KycEnvironment;
import dev.kycplatform.deployment.DeploymentConfig;
import dev.kycplatform.intake.IntakeConfig;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;

/**
 * How many new jobs a partner may have about one ID number, each within the window of the one before
 * (decisions, abuse limit). The claim counts, in its own transaction, so nobody races past it.
 */
@ApplicationScoped
public class AbuseLimit {
    private final boolean isOn;
    private final int most;
    private final Duration window;

    AbuseLimit(IntakeConfig config, DeploymentConfig deployment) {
        var limit = config.abuseLimit();
        this.isOn = limit.enabled().orElse(deployment.environment() == KycEnvironment.PRODUCTION);
        this.most = limit.most();
        this.window = limit.window();
    }

    public boolean isOn() {
        return isOn;
    }

    public int most() {
        return most;
    }

    public Duration window() {
        return window;
    }
}
