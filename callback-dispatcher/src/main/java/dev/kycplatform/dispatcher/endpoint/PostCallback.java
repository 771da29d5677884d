package dev.kycplatform.dispatcher.endpoint;

import dev.kycplatform.callbackpolicy.CallbackPolicy;
import dev.kycplatform.callbackpolicy.Refusal;
import dev.kycplatform.callbackpolicy.Verdict.Allowed;
import dev.kycplatform.callbackpolicy.Verdict.Refused;
import dev.kycplatform.dispatcher.DispatcherConfig;
import dev.kycplatform.dispatcher.endpoint.EndpointAnswer.Unanswered;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;

/** Sends one callback to where it may go: to one of the very addresses that were judged, and to no other. */
@ApplicationScoped
public class PostCallback {
    private final CallbackPolicy policy;
    private final EndpointClient client;
    private final Duration timeout;
    private final Clock clock;

    PostCallback(
            CallbackPolicy policy, EndpointClient client, DispatcherConfig config, Clock clock) {
        this.policy = policy;
        this.client = client;
        this.timeout = config.timeout();
        this.clock = clock;
    }

    /**
     * Blocks a virtual thread, for an attempt's time at most: what looking up the name takes of it, the endpoint has no
     * more. An address that is refused is an answer like any other.
     *
     * @param attempt from 1; a later one may go to another address of the same name
     */
    public EndpointAnswer post(String address, SignedCallback callback, int attempt) {
        var deadline = clock.instant().plus(timeout);
        return switch (policy.resolve(address)) {
            case Refused(var why) -> new Unanswered(failure(why));
            case Allowed(var url, var addresses) -> {
                var left = Duration.between(clock.instant(), deadline);
                yield left.isPositive()
                        ? client.post(
                                url,
                                addresses.get((attempt - 1) % addresses.size()),
                                callback,
                                // A clock that was set back gives no more.
                                left.compareTo(timeout) < 0 ? left : timeout)
                        : new Unanswered(Failure.TIMEOUT);
            }
        };
    }

    private static Failure failure(Refusal why) {
        return switch (why) {
            case UNREADABLE -> Failure.ADDRESS_UNREADABLE;
            case SCHEME_FORBIDDEN -> Failure.SCHEME_FORBIDDEN;
            case USERINFO_FORBIDDEN -> Failure.USERINFO_FORBIDDEN;
            case PORT_FORBIDDEN -> Failure.PORT_FORBIDDEN;
            case ADDRESS_FORBIDDEN -> Failure.ADDRESS_FORBIDDEN;
            case NAME_UNKNOWN -> Failure.NAME_UNKNOWN;
        };
    }
}
