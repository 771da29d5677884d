package dev.kycplatform.intake.partner;

import dev.kycplatform.contracts.error.ErrorCode;
import dev.kycplatform.contracts.error.KycException;
import dev.kycplatform.contracts.job.PartnerId;
import dev.kycplatform.operators.Requester;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.util.List;

/** Removes what has come to its end, so that it stands neither in the registry nor in what is announced. */
@ApplicationScoped
public class ForgetExpiredSecrets {
    private final AuditedRegistry registry;
    private final ExpiredSecrets expired;
    private final Clock clock;

    ForgetExpiredSecrets(AuditedRegistry registry, ExpiredSecrets expired, Clock clock) {
        this.registry = registry;
        this.expired = expired;
        this.clock = clock;
    }

    public void forget() {
        expired.holders().forEach(this::forget);
    }

    private void forget(PartnerId id) {
        try {
            registry.change(
                    id,
                    partner -> partner.withoutExpired(clock.instant()),
                    "partner.secrets.expire",
                    Requester.PLATFORM);
        } catch (KycException e) {
            // Somebody changed the partner meanwhile; the next round finds what is left to do.
            if (e.code() != ErrorCode.CONFLICT) {
                throw e;
            }
        }
    }

    /** Looks in a transaction of its own. */
    @ApplicationScoped
    static class ExpiredSecrets {
        private final PartnerRepository partners;
        private final Clock clock;

        ExpiredSecrets(PartnerRepository partners, Clock clock) {
            this.partners = partners;
            this.clock = clock;
        }

        @Transactional
        List<PartnerId> holders() {
            return partners.withExpiredSecrets(clock.instant());
        }
    }
}
