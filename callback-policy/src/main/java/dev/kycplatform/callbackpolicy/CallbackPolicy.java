package dev.kycplatform.callbackpolicy;

import dev.kycplatform.callbackpolicy.Verdict.Allowed;
import dev.kycplatform.callbackpolicy.Verdict.Refused;
import dev.kycplatform.deployment.DeploymentConfig;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Optional;

/**
 * Where callbacks may go: https, a port of the list, nobody's private network. An unhardened deployment
 * alone also allows plain http, every port and its own machine.
 */
@ApplicationScoped
public class CallbackPolicy {
    private final boolean hardened;
    private final List<Integer> ports;
    private final NameResolver names;

    public CallbackPolicy(
            DeploymentConfig deployment, CallbackPolicyConfig config, NameResolver names) {
        this.hardened = deployment.hardened();
        this.ports = config.ports();
        this.names = names;
    }

    /** What can be said of an address before its name is looked up. Does not block. */
    public Verdict judge(String address) {
        return CallbackUrl.parse(address)
                .map(
                        url ->
                                refusalOf(url)
                                        .<Verdict>map(Refused::new)
                                        .orElseGet(() -> new Allowed(url, List.of())))
                .orElseGet(() -> new Refused(Refusal.UNREADABLE));
    }

    /**
     * All of it: every address the name stands for is judged too, and one that is forbidden forbids all.
     * Blocks a virtual thread. Who connects, connects to one of those very addresses, so that a name
     * cannot change in between.
     */
    public Verdict resolve(String address) {
        return switch (judge(address)) {
            case Allowed(var url, _) -> lookedUp(url);
            case Refused refused -> refused;
        };
    }

    private Verdict lookedUp(CallbackUrl url) {
        try {
            var addresses = names.resolve(url.host());
            return addresses.stream().allMatch(this::allows)
                    ? new Allowed(url, addresses)
                    : new Refused(Refusal.ADDRESS_FORBIDDEN);
        } catch (UnknownHostException _) {
            return new Refused(Refusal.NAME_UNKNOWN);
        }
    }

    private Optional<Refusal> refusalOf(CallbackUrl url) {
        if (!url.isSecure() && (hardened || !url.scheme().equals("http"))) {
            return Optional.of(Refusal.SCHEME_FORBIDDEN);
        }
        if (url.hasUserinfo()) {
            return Optional.of(Refusal.USERINFO_FORBIDDEN);
        }
        if (hardened && !ports.contains(url.port())) {
            return Optional.of(Refusal.PORT_FORBIDDEN);
        }
        return AddressKind.ofLiteral(url.host())
                .filter(kind -> !allows(kind))
                .map(_ -> Refusal.ADDRESS_FORBIDDEN);
    }

    private boolean allows(InetAddress address) {
        return allows(AddressKind.of(address));
    }

    private boolean allows(AddressKind kind) {
        return switch (kind) {
            case PUBLIC -> true;
            case LOOPBACK -> !hardened;
            case SPECIAL -> false;
        };
    }
}
