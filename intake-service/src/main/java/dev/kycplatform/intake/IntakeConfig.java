package dev.kycplatform.intake;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** Everything an operator can turn on the intake service. Names carry no units: the types do. */
@ConfigMapping(prefix = "intake")
public interface IntakeConfig {
    /** How far a request's timestamp may be from our clock, either way. */
    @WithDefault("15m")
    Duration signatureWindow();

    /** How long an accept may take in all; after that the answer is 503: unknown, repeat it. */
    @WithDefault("4.5s")
    Duration acceptWithin();

    /** What a 503 tells the caller to wait. */
    @WithDefault("2s")
    Duration retryAfter();

    /** Requests being accepted at once; the next one is answered 503 at once. */
    @WithDefault("4000")
    int mostInFlight();

    /** Bytes of the largest request. */
    @WithDefault("65536")
    int mostBodyBytes();

    /** How often changes of partners are looked for and published. */
    @WithDefault("200ms")
    Duration partnerRelayInterval();

    /** How long a partner's former key or signing secret is accepted beside its new one, unless asked otherwise. */
    @WithDefault("24h")
    Duration secretOverlap();

    /** How often the topic of partners is compared with the registry, and what has expired is removed. */
    @WithDefault("1m")
    Duration partnerCheckInterval();
}
