package dev.kycplatform.intake.partner;

import dev.kycplatform.contracts.job.PartnerId;
import dev.kycplatform.operators.Requester;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;

/** Ends one of a partner's two live keys or signing secrets at once. */
@ApplicationScoped
public class RemoveSecret {
    private final AuditedRegistry registry;
    private final Clock clock;

    RemoveSecret(AuditedRegistry registry, Clock clock) {
        this.registry = registry;
        this.clock = clock;
    }

    /** @throws dev.kycplatform.contracts.error.KycException with NOT_FOUND, or CONFLICT for the last one */
    public RegisteredPartner remove(
            PartnerId id, PartnerSecretKind kind, String secretId, Requester requester) {
        var now = clock.instant();
        return registry.change(
                id,
                current -> current.with(kind, current.live(kind, now).without(secretId), now),
                "partner.%s.remove(%s)".formatted(kind.label(), secretId),
                requester);
    }
}
