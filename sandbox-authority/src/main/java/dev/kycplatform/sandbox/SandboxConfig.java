package dev.kycplatform.sandbox;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** Everything an operator can turn on the sandbox authority, beside its fault knobs. */
@ConfigMapping(prefix = "sandbox")
public interface SandboxConfig {
    /** Which numbers it knows; follows {@code kyc.environment}. */
    @WithDefault("sandbox")
    Environment environment();

    /** What callers of an authority with an API key must send; has no default, so that none is guessable. */
    String apiKey();
}
