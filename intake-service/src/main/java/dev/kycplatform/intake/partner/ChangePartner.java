package dev.kycplatform.intake.partner;

import dev.kycplatform.contracts.job.PartnerId;
import dev.kycplatform.operators.Requester;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;

/** Changes a partner's settings: all that are named, or none. */
@ApplicationScoped
public class ChangePartner {
    private final AuditedRegistry registry;
    private final CheckSettings checkSettings;
    private final PartnerSecrets secrets;
    private final Clock clock;

    ChangePartner(
            AuditedRegistry registry,
            CheckSettings checkSettings,
            PartnerSecrets secrets,
            Clock clock) {
        this.registry = registry;
        this.checkSettings = checkSettings;
        this.secrets = secrets;
        this.clock = clock;
    }

    /** @throws dev.kycplatform.contracts.error.KycException with INVALID_REQUEST, NOT_FOUND or CONFLICT */
    public RegisteredPartner change(PartnerId id, PartnerChange wanted, Requester requester) {
        var checked = checkSettings.checked(wanted);
        return registry.change(
                id,
                current ->
                        checked.appliedTo(
                                current,
                                address -> secrets.sealCallback(id, address),
                                clock.instant()),
                "partner.change(" + checked.description() + ")",
                requester);
    }
}
