package dev.kycplatform.intake.partner.persistence;

import dev.kycplatform.contracts.job.PartnerId;
import dev.kycplatform.intake.partner.RegisteredPartner;
import dev.kycplatform.intake.partner.RegisteredPartner.SealedSecret;
import dev.kycplatform.partners.Partner;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Between rows and the domain. */
final class PartnerRows {
    private PartnerRows() {}

    static RegisteredPartner toDomain(PartnerRow row) {
        return new RegisteredPartner(
                new PartnerId(row.partnerId),
                row.version,
                row.name,
                row.enabled,
                row.productionEnabled,
                Optional.ofNullable(row.idTypes).map(List::of),
                row.secrets.stream()
                        .map(
                                secret ->
                                        new SealedSecret(
                                                secret.secretId,
                                                secret.kind,
                                                secret.sealed,
                                                secret.createdAt,
                                                secret.notAfter))
                        .toList(),
                Optional.ofNullable(row.defaultCallback),
                rate(row),
                Optional.ofNullable(row.giveUpAfter).map(Duration::ofSeconds),
                row.changedAt);
    }

    private static Optional<Partner.Rate> rate(PartnerRow row) {
        var perSecond = row.ratePerSecond;
        var burst = row.burst;
        return perSecond == null || burst == null
                ? Optional.empty()
                : Optional.of(new Partner.Rate(perSecond, burst));
    }

    static PartnerRow toRow(RegisteredPartner partner) {
        var row = new PartnerRow();
        row.partnerId = partner.id().value();
        row.version = partner.version();
        update(row, partner);
        return row;
    }

    /** Everything but the version, which the storing itself advances. */
    static void update(PartnerRow row, RegisteredPartner partner) {
        row.name = partner.name();
        row.enabled = partner.isEnabled();
        row.productionEnabled = partner.isProductionEnabled();
        row.idTypes = partner.idTypes().map(types -> types.toArray(String[]::new)).orElse(null);
        row.defaultCallback = partner.defaultCallback().orElse(null);
        row.ratePerSecond = partner.rate().map(Partner.Rate::perSecond).orElse(null);
        row.burst = partner.rate().map(Partner.Rate::burst).orElse(null);
        row.giveUpAfter = partner.giveUpAfter().map(Duration::toSeconds).orElse(null);
        row.changedAt = partner.changedAt();
        updateSecrets(row, partner.secrets());
    }

    private static void updateSecrets(PartnerRow row, List<SealedSecret> secrets) {
        var wanted =
                secrets.stream().collect(Collectors.toMap(SealedSecret::id, Function.identity()));
        row.secrets.removeIf(secret -> !wanted.containsKey(secret.secretId));
        row.secrets.forEach(secret -> secret.notAfter = wanted.remove(secret.secretId).notAfter());
        wanted.values().forEach(secret -> row.secrets.add(toRow(secret)));
    }

    private static PartnerSecretRow toRow(SealedSecret secret) {
        var row = new PartnerSecretRow();
        row.secretId = secret.id();
        row.kind = secret.kind();
        row.sealed = secret.sealed();
        row.createdAt = secret.createdAt();
        row.notAfter = secret.notAfter();
        return row;
    }
}
