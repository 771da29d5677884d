package dev.kycplatform.callbackpolicy;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.List;

/** Where callbacks may go; the same for every service of a deployment. */
@ConfigMapping(prefix = "callback-policy")
public interface CallbackPolicyConfig {
    /** The ports a callback may go to in a hardened deployment; any other one may go to every port. */
    @WithDefault("443,8443")
    List<Integer> ports();

    /** How long looking a name up may take. */
    @WithDefault("5s")
    Duration lookupTimeout();
}
