package dev.kycplatform.intake.partner;

import dev.kycplatform.callbackpolicy.CallbackPolicy;
import dev.kycplatform.callbackpolicy.Verdict;
import dev.kycplatform.contracts.error.ErrorCode;
import dev.kycplatform.contracts.error.KycException;
import dev.kycplatform.contracts.job.IdTypes;
import dev.kycplatform.intake.IntakeConfig;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;

/** Whether what an operator wants of a partner can be had. Asks name servers: never within a transaction. */
@ApplicationScoped
class CheckSettings {
    /** Less would end jobs 1015 that a second attempt answers. */
    private static final Duration SHORTEST_ASKING = Duration.ofMinutes(1);

    private final IdTypes idTypes;
    private final CallbackPolicy callbackPolicy;
    private final Duration longestAsking;

    CheckSettings(IdTypes idTypes, CallbackPolicy callbackPolicy, IntakeConfig config) {
        this.idTypes = idTypes.forPartners();
        this.callbackPolicy = callbackPolicy;
        this.longestAsking = config.longestAsking();
    }

    /**
     * The change with its callback's address complete.
     *
     * @throws KycException with INVALID_REQUEST, naming the setting
     */
    PartnerChange checked(PartnerChange wanted) {
        if (wanted.idTypes() instanceof Change.Set<List<String>>(var names)) {
            names.forEach(this::requireKnown);
        }
        if (wanted.giveUpAfter() instanceof Change.Set<Duration>(var time)) {
            requireInBounds(time);
        }
        return wanted.withDefaultCallback(wanted.defaultCallback().map(this::allowedCallback));
    }

    private void requireKnown(String idType) {
        var slash = idType.indexOf('/');
        if (slash < 0
                || idTypes.find(idType.substring(0, slash), idType.substring(slash + 1))
                        .isEmpty()) {
            throw new KycException(
                    ErrorCode.INVALID_REQUEST,
                    "id_types must name ID types of the registry, as NG/BVN; %s is none"
                            .formatted(idType));
        }
    }

    private void requireInBounds(Duration time) {
        if (time.compareTo(SHORTEST_ASKING) < 0 || time.compareTo(longestAsking) > 0) {
            throw new KycException(
                    ErrorCode.INVALID_REQUEST,
                    "give_up_after must be %s to %s".formatted(SHORTEST_ASKING, longestAsking));
        }
    }

    private String allowedCallback(String address) {
        return switch (callbackPolicy.resolve(address)) {
            case Verdict.Allowed(var url, _) -> url.value();
            case Verdict.Refused(var why) ->
                    throw new KycException(
                            ErrorCode.INVALID_REQUEST, "default_callback " + why.explanation());
        };
    }
}
