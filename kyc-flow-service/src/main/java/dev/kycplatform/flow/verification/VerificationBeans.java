package dev.kycplatform.flow.verification;

import dev.kycplatform.contracts.job.KycEnvironment;
import dev.kycplatform.deployment.DeploymentConfig;
import dev.kycplatform.flow.FlowConfig;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.Optional;

/** The rules as this deployment has them. */
@ApplicationScoped
class VerificationBeans {
    @Produces
    @Singleton
    Rules rules(FlowConfig config, DeploymentConfig deployment) {
        var numbers = config.verification();
        return new Rules(
                numbers.pendingWindow(),
                numbers.passedWindow(),
                numbers.attemptsWindow(),
                numbers.mostAttempts(),
                numbers.expiresAfter(),
                numbers.unansweredCounts(),
                numbers.mostTries(),
                deployment.environment() == KycEnvironment.SANDBOX
                        ? Optional.of(numbers.documentsAcceptedAfter())
                        : Optional.empty(),
                numbers.uploadRestartsExpired());
    }

    @Produces
    @Singleton
    Aging aging(Rules rules) {
        return new Aging(rules);
    }

    @Produces
    @Singleton
    Limits limits(Rules rules) {
        return new Limits(rules);
    }

    @Produces
    @Singleton
    VerdictTable verdicts(DeploymentConfig deployment) {
        return VerdictTable.load(deployment.environment());
    }
}
