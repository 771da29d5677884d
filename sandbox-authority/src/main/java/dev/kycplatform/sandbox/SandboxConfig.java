package dev.kycplatform.sandbox;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/**
 * Everything an operator can turn on the sandbox authority, beside its fault knobs. Secrets have no default, so
 * that none is guessable.
 */
@ConfigMapping(prefix = "sandbox")
public interface SandboxConfig {
    /** Which numbers it knows; follows {@code kyc.environment}. */
    @WithDefault("sandbox")
    Environment environment();

    /** What callers of an authority with an API key must send. */
    String apiKey();

    /** Who gets access tokens, and who asks with a password. */
    @WithDefault("kyc-platform")
    String caller();

    /** What the caller gets access tokens with. */
    String clientSecret();

    /** The caller's password. */
    String password();
}
