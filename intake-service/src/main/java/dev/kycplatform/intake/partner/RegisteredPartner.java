package dev.kycplatform.intake.partner;

import dev.kycplatform.contracts.job.PartnerId;
import dev.kycplatform.partners.Partner;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A partner as the registry keeps it.
 *
 * @param version grows by one with each change; readers ignore a lower one
 * @param idTypes what it may look up, as {@code NG/BVN}; empty: everything
 * @param secrets sealed, newest first
 * @param defaultCallback sealed
 * @param rate empty: what the deployment allows everybody
 * @param giveUpAfter how long an authority is asked for a job; empty: what the deployment says
 */
public record RegisteredPartner(
        PartnerId id,
        long version,
        String name,
        boolean isEnabled,
        boolean isProductionEnabled,
        Optional<List<String>> idTypes,
        List<SealedSecret> secrets,
        Optional<byte[]> defaultCallback,
        Optional<Partner.Rate> rate,
        Optional<Duration> giveUpAfter,
        Instant changedAt) {

    /** @param notAfter when it stops being accepted; null: never */
    public record SealedSecret(
            String id,
            PartnerSecretKind kind,
            byte[] sealed,
            Instant createdAt,
            @Nullable Instant notAfter) {
        public boolean isLive(Instant now) {
            return notAfter == null || now.isBefore(notAfter);
        }

        SealedSecret endingAt(@Nullable Instant end) {
            return new SealedSecret(id, kind, sealed, createdAt, end);
        }
    }

    /** Enabled, in the sandbox only, for every ID type; its first version. */
    static RegisteredPartner fresh(
            PartnerId id, String name, List<SealedSecret> secrets, Instant now) {
        return new RegisteredPartner(
                id,
                1,
                name,
                true,
                false,
                Optional.empty(),
                secrets,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                now);
    }

    public LiveSecrets live(PartnerSecretKind kind, Instant now) {
        return LiveSecrets.of(secrets, kind, now);
    }

    /** With these secrets of their kind, and the others as they are. */
    RegisteredPartner with(PartnerSecretKind kind, LiveSecrets live, Instant now) {
        var others = secrets.stream().filter(secret -> secret.kind() != kind);
        return with(Stream.concat(live.newestFirst().stream(), others).toList(), now);
    }

    RegisteredPartner withoutExpired(Instant now) {
        return with(secrets.stream().filter(secret -> secret.isLive(now)).toList(), now);
    }

    private RegisteredPartner with(List<SealedSecret> changed, Instant now) {
        return new RegisteredPartner(
                id,
                version,
                name,
                isEnabled,
                isProductionEnabled,
                idTypes,
                changed,
                defaultCallback,
                rate,
                giveUpAfter,
                now);
    }
}
