package dev.kycplatform.dispatcher.endpoint;

import dev.kycplatform.deployment.DeploymentConfig;
import dev.kycplatform.dispatcher.DispatcherConfig;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.InetAddress;
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

    CallbackPolicy(DeploymentConfig deployment, DispatcherConfig config) {
        this.hardened = deployment.hardened();
        this.ports = config.ports();
    }

    /** What can be said of an address before its name is resolved; empty: nothing against it. */
    public Optional<Failure> refusalOf(CallbackUrl url) {
        if (!url.isSecure() && (hardened || !url.scheme().equals("http"))) {
            return Optional.of(Failure.SCHEME_FORBIDDEN);
        }
        if (url.hasUserinfo()) {
            return Optional.of(Failure.USERINFO_FORBIDDEN);
        }
        if (hardened && !ports.contains(url.port())) {
            return Optional.of(Failure.PORT_FORBIDDEN);
        }
        return AddressKind.ofLiteral(url.host())
                .filter(kind -> !allows(kind))
                .map(_ -> Failure.ADDRESS_FORBIDDEN);
    }

    /** Whether a callback may be sent to this machine. */
    public boolean allows(InetAddress address) {
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
