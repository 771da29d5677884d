package dev.kycplatform.dispatcher.endpoint;

import dev.kycplatform.dispatcher.endpoint.EndpointAnswer.Unanswered;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;

/**
 * Sends one callback to where it may go: the name is resolved, every address it stands for is judged,
 * and the connection goes to one of those very addresses, so that a name cannot change in between.
 */
@ApplicationScoped
public class PostCallback {
    private final CallbackPolicy policy;
    private final NameResolver names;
    private final EndpointClient client;

    PostCallback(CallbackPolicy policy, NameResolver names, EndpointClient client) {
        this.policy = policy;
        this.names = names;
        this.client = client;
    }

    /**
     * Blocks a virtual thread. An address that is refused is an answer like any other.
     *
     * @param attempt from 1; a later one may go to another address of the same name
     */
    public EndpointAnswer post(String address, SignedCallback callback, int attempt) {
        var parsed = CallbackUrl.parse(address);
        if (parsed.isEmpty()) {
            return new Unanswered(Failure.ADDRESS_UNREADABLE);
        }
        var url = parsed.get();
        var refusal = policy.refusalOf(url);
        if (refusal.isPresent()) {
            return new Unanswered(refusal.get());
        }
        List<InetAddress> resolved;
        try {
            resolved = names.resolve(url.host());
        } catch (UnknownHostException _) {
            return new Unanswered(Failure.NAME_UNKNOWN);
        }
        if (!resolved.stream().allMatch(policy::allows)) {
            return new Unanswered(Failure.ADDRESS_FORBIDDEN);
        }
        return client.post(url, resolved.get((attempt - 1) % resolved.size()), callback);
    }
}
