package dev.kycplatform.intake.partner;

import dev.kycplatform.contracts.error.ErrorCode;
import dev.kycplatform.contracts.error.KycException;
import dev.kycplatform.partners.Partner;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.StringJoiner;
import java.util.function.Function;

/**
 * What an operator wants of a partner; what is absent stays.
 *
 * @param idTypes what it may look up, as {@code NG/BVN}; reset: everything
 * @param defaultCallback an address; personal but for its origin
 * @param expectedVersion the version the operator has seen; another one is not changed
 */
public record PartnerChange(
        Optional<String> name,
        Optional<Boolean> isEnabled,
        Optional<Boolean> isProductionEnabled,
        Change<List<String>> idTypes,
        Change<String> defaultCallback,
        Change<Partner.Rate> rate,
        Change<Duration> giveUpAfter,
        Optional<Long> expectedVersion) {

    PartnerChange withDefaultCallback(Change<String> address) {
        return new PartnerChange(
                name,
                isEnabled,
                isProductionEnabled,
                idTypes,
                address,
                rate,
                giveUpAfter,
                expectedVersion);
    }

    /**
     * The partner as it is after the change.
     *
     * @param seal seals a callback's address for this partner
     * @throws KycException with CONFLICT if the partner is not the one that was seen
     */
    RegisteredPartner appliedTo(
            RegisteredPartner current, Function<String, byte[]> seal, Instant now) {
        if (expectedVersion.isPresent() && expectedVersion.get() != current.version()) {
            throw new KycException(
                    ErrorCode.CONFLICT,
                    "version must be %d, the partner's own: it was changed meanwhile"
                            .formatted(current.version()));
        }
        return new RegisteredPartner(
                current.id(),
                current.version(),
                name.orElse(current.name()),
                isEnabled.orElse(current.isEnabled()),
                isProductionEnabled.orElse(current.isProductionEnabled()),
                idTypes.appliedTo(current.idTypes()),
                current.secrets(),
                defaultCallback.map(seal).appliedTo(current.defaultCallback()),
                rate.appliedTo(current.rate()),
                giveUpAfter.appliedTo(current.giveUpAfter()),
                now);
    }

    /** What changes, for the audit: values too, but for what is personal. */
    String description() {
        var changes = new StringJoiner(", ");
        name.ifPresent(value -> changes.add("name"));
        isEnabled.ifPresent(value -> changes.add("enabled=" + value));
        isProductionEnabled.ifPresent(value -> changes.add("production_enabled=" + value));
        add(changes, "id_types", idTypes.map(types -> String.join(" ", types)));
        add(changes, "default_callback", defaultCallback.map(_ -> "set"));
        add(changes, "rate", rate.map(value -> value.perSecond() + "/" + value.burst()));
        add(changes, "give_up_after", giveUpAfter.map(Duration::toString));
        return changes.toString();
    }

    private static void add(StringJoiner changes, String setting, Change<String> change) {
        if (!change.isKept()) {
            changes.add(setting + "=" + change.appliedTo(Optional.empty()).orElse("none"));
        }
    }
}
