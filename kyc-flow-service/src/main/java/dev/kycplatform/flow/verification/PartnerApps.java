package dev.kycplatform.flow.verification;

import dev.kycplatform.contracts.flow.AppHandle;
import dev.kycplatform.flow.FlowConfig;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Which app may ask how another's users stand ({@code /check_partner_kyc}; contract, section 7.4, says nothing
 * of it): every app about its own, and beyond that only whom an operator named.
 */
@ApplicationScoped
public class PartnerApps {
    private final Set<Pair> named;

    PartnerApps(FlowConfig config) {
        this.named =
                config.verification().partnerApps().orElse(List.of()).stream()
                        .map(PartnerApps::pair)
                        .collect(Collectors.toUnmodifiableSet());
    }

    private record Pair(AppHandle asking, AppHandle asked) {}

    public boolean mayAsk(AppHandle asking, AppHandle asked) {
        return asking.equals(asked) || named.contains(new Pair(asking, asked));
    }

    private static Pair pair(String written) {
        var handles = written.strip().split("/", -1);
        if (handles.length != 2
                || !AppHandle.isHandle(handles[0])
                || !AppHandle.isHandle(handles[1])) {
            throw new IllegalArgumentException(
                    "flow.verification.partner-apps: '%s' is not ASKING/ASKED, two handles of apps"
                            .formatted(written));
        }
        return new Pair(new AppHandle(handles[0]), new AppHandle(handles[1]));
    }
}
