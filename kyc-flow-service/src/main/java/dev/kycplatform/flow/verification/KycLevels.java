package dev.kycplatform.flow.verification;

import dev.kycplatform.flow.flow.StandardFlows;
import java.util.Optional;
import java.util.Set;

/** Which Classic level is meant by what a client asks for (contract, section 7.3). */
public final class KycLevels {
    /** No longer sold by the vendor, and quietly taken for the standard one. */
    private static final Set<String> DISCONTINUED = Set.of("DOC_KYC", "DEFAULT");

    private KycLevels() {}

    /** A business that asks for nothing else, or for what persons get, gets what businesses get. */
    public static String level(Optional<String> wanted, boolean isBusiness) {
        var level =
                wanted.filter(it -> !DISCONTINUED.contains(it)).orElse(StandardFlows.INDIVIDUAL);
        return isBusiness && level.equals(StandardFlows.INDIVIDUAL)
                ? StandardFlows.BUSINESS
                : level;
    }
}
