package dev.kycplatform.intake.partner;

import dev.kycplatform.contracts.error.ErrorCode;
import dev.kycplatform.contracts.error.KycException;
import dev.kycplatform.contracts.job.PartnerId;
import dev.kycplatform.intake.IntakeConfig;
import dev.kycplatform.intake.partner.PartnerSecrets.Fresh;
import dev.kycplatform.operators.Requester;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/** Replaces a partner's key or signing secret without a moment in which neither is accepted. */
@ApplicationScoped
public class RotateSecret {
    private final AuditedRegistry registry;
    private final PartnerSecrets secrets;
    private final Clock clock;
    private final Duration overlap;

    RotateSecret(
            AuditedRegistry registry, PartnerSecrets secrets, Clock clock, IntakeConfig config) {
        this.registry = registry;
        this.secrets = secrets;
        this.clock = clock;
        this.overlap = config.secretOverlap();
    }

    /** The partner with its new secret, which is shown this once. */
    public record Rotated(RegisteredPartner partner, Fresh fresh) {}

    /**
     * @param previousValidUntil when the former one ends; absent: after the usual time
     * @param endsOldest whether, of two live ones, the older ends now
     * @throws KycException with INVALID_REQUEST, NOT_FOUND or CONFLICT
     */
    public Rotated rotate(
            PartnerId id,
            PartnerSecretKind kind,
            Optional<Instant> previousValidUntil,
            boolean endsOldest,
            Requester requester) {
        var now = clock.instant();
        var end =
                previousValidUntil
                        .orElseGet(() -> now.plus(overlap))
                        .truncatedTo(ChronoUnit.MICROS); // As it is stored.
        if (!end.isAfter(now)) {
            throw new KycException(
                    ErrorCode.INVALID_REQUEST, "previous_valid_until must be in the future");
        }
        var fresh = secrets.make(id, kind, now);
        var partner =
                registry.change(
                        id,
                        current ->
                                current.with(
                                        kind,
                                        current.live(kind, now)
                                                .rotated(fresh.secret(), end, endsOldest),
                                        now),
                        "partner.%s.rotate(%s)".formatted(kind.label(), fresh.secret().id()),
                        requester);
        return new Rotated(partner, fresh);
    }
}
