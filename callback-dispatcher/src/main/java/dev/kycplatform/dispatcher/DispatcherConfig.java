package dev.kycplatform.dispatcher;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Everything an operator can turn on the callback dispatcher. Names carry no units: the types do. */
@ConfigMapping(prefix = "dispatcher")
public interface DispatcherConfig {
    /** How long to wait before each retry; when the list runs out the delivery is exhausted. */
    @WithDefault("5s,5m,30m,2h,5h,10h,10h")
    List<Duration> retrySchedule();

    /** The part by which a wait may be longer or shorter, so that partners are not hit together. */
    @WithDefault("0.2")
    double jitter();

    /** The longest {@code Retry-After} that is honoured; a longer one counts as this. */
    @WithDefault("1h")
    Duration longestRetryAfter();

    /** How long connecting to an endpoint may take, and the TLS handshake after it. */
    @WithDefault("5s")
    Duration connectTimeout();

    /** How long one attempt may take in all, from looking up the name to the end of the answer. */
    @WithDefault("30s")
    Duration timeout();

    /**
     * How long an attempt owns its delivery; after that another instance may try. Longer than {@link
     * #timeout()} by at least five seconds, for reading the body and recording what came of it.
     */
    @WithDefault("45s")
    Duration lease();

    /** Attempts at once. New jobs leave a quarter of them to what is due, retries take half at most. */
    @WithDefault("1024")
    int mostInFlight();

    /** Attempts at once at one endpoint of a partner. */
    @WithDefault("32")
    int mostPerEndpoint();

    /**
     * How long an attempt may take before its endpoint counts as slow: all slow ones together get half of
     * what may be in flight.
     */
    @WithDefault("1s")
    Duration slowAfter();

    /** Outages in a row after which an endpoint is cut off: no answer, 5xx and 429 are outages. */
    @WithDefault("10")
    int cutOffAfter();

    /** How often one attempt is still made at an endpoint that is cut off. */
    @WithDefault("1m")
    Duration probeInterval();

    /** How long an endpoint may only fail before it is disabled and its deliveries are held. */
    @WithDefault("5d")
    Duration disableAfter();

    /** How many of an endpoint's held deliveries are let go each second once it is enabled again. */
    @WithDefault("100")
    int releasePerSecond();

    /** Bytes of bodies in memory at once, each counted four times: sealed, and as it is sent, which may be three times as large. */
    @WithDefault("201326592")
    long mostBytesInFlight();

    /** How often to look for what is due while there is nothing to do. */
    @WithDefault("500ms")
    Duration pollInterval();

    /** How often to look for owed deliveries that no record has led to. */
    @WithDefault("1m")
    Duration reconcileInterval();

    /** How long ago a result must have been recorded to be looked at, so that late commits are seen. */
    @WithDefault("10m")
    Duration reconcileBehind();

    /** How often to look for days whose results are gone, to drop their deliveries. */
    @WithDefault("1h")
    Duration expiryInterval();

    /** No delivery is dropped before that, even if its result is gone. */
    @WithDefault("30d")
    Duration keepAtLeast();

    /** How long a stop waits for attempts in flight; longer than {@link #timeout()}. */
    @WithDefault("35s")
    Duration stopWithin();

    /** PEM file of the authorities that endpoints' certificates must come from, instead of the JDK's own. */
    Optional<Path> trustedAuthorities();
}
