package dev.kycplatform.intake.job;

import dev.kycplatform.contracts.error.KycException;
import jakarta.enterprise.context.ApplicationScoped;

/** Lets a partner ask for an ID number again that the abuse limit has blocked. Safe to repeat. */
@ApplicationScoped
public class ResetIdNumberLimit {
    private final IdNumberUses uses;

    ResetIdNumberLimit(IdNumberUses uses) {
        this.uses = uses;
    }

    /** @throws KycException with PARAMETER_MISSING or WRONG_TYPE, checked in this order, or worth repeating */
    public void reset(RequestFields request, Caller caller) {
        request.require("id_type");
        request.require("id_number");
        uses.reset(
                caller.partner().id(),
                request.storableText("id_type"),
                request.storableText("id_number"));
    }
}
