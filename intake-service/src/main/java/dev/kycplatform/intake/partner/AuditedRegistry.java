package dev.kycplatform.intake.partner;

import dev.kycplatform.contracts.error.ErrorCode;
import dev.kycplatform.contracts.error.KycException;
import dev.kycplatform.contracts.job.PartnerId;
import dev.kycplatform.operators.AuditLog;
import dev.kycplatform.operators.Requester;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.function.UnaryOperator;

/** Changes of the registry, each in one transaction with its audit row. What changes is decided by the caller. */
@ApplicationScoped
class AuditedRegistry {
    private final PartnerRepository partners;
    private final AuditLog audit;

    AuditedRegistry(PartnerRepository partners, AuditLog audit) {
        this.partners = partners;
        this.audit = audit;
    }

    @Transactional
    PartnerId nextId() {
        return partners.nextId();
    }

    /** @throws KycException with ALREADY_EXISTS */
    @Transactional
    void add(RegisteredPartner partner, String action, Requester requester) {
        partners.add(partner);
        audit.record(requester, action, partner.id().value());
    }

    /** @throws KycException with NOT_FOUND, with CONFLICT, or what the decision throws */
    @Transactional
    RegisteredPartner change(
            PartnerId id,
            UnaryOperator<RegisteredPartner> decision,
            String action,
            Requester requester) {
        var changed = partners.update(decision.apply(partners.byId(id).orElseThrow(() -> no(id))));
        audit.record(requester, action, id.value());
        return changed;
    }

    static KycException no(PartnerId id) {
        return new KycException(ErrorCode.NOT_FOUND, "there is no partner " + id);
    }
}
