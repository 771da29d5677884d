package dev.kycplatform.deployment;

import dev.kycplatform.contracts.job.IdTypes;
import dev.kycplatform.contracts.seal.Keysets;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;

/** The one place where time, keys and the ID-type registry come from. */
@ApplicationScoped
class DeploymentBeans {
    @Produces
    @Singleton
    Clock clock() {
        return SystemClock.utc();
    }

    @Produces
    @Singleton
    Keysets keysets(DeploymentConfig config) {
        return new Keysets(config.keysets());
    }

    @Produces
    @Singleton
    IdTypes idTypes() {
        return IdTypes.load();
    }
}
