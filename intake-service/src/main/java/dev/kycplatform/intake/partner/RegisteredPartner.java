package dev.kycplatform.intake.partner;

import dev.kycplatform.contracts.job.PartnerId;
import dev.kycplatform.partners.Partner;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A partner as the registry keeps it.
 *
 * @param version grows by one with each change; readers ignore a lower one
 * @param idTypes what it may look up, as {@code NG/BVN}; empty: everything
 * @param secrets sealed, newest first
 * @param defaultCallback sealed
 * @param rate empty: what the deployment allows everybody
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
        Instant changedAt) {

    /** @param notAfter when it stops being accepted; null: never */
    public record SealedSecret(
            String id,
            PartnerSecretKind kind,
            byte[] sealed,
            Instant createdAt,
            @Nullable Instant notAfter) {}
}
