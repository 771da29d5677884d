package dev.kycplatform.worker.lookup.messaging;

import dev.kycplatform.contracts.error.ErrorCode;
import dev.kycplatform.contracts.error.KycException;
import dev.kycplatform.contracts.job.PartnerId;
import dev.kycplatform.partners.Partner;
import dev.kycplatform.partners.PartnerDirectory;
import dev.kycplatform.worker.lookup.Partners;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;

/**
 * The partners, from their state topic. An app is none of them: what its flows look up is the flow service's
 * business.
 */
@ApplicationScoped
class DirectoryPartners implements Partners {
    private final PartnerDirectory directory;

    DirectoryPartners(PartnerDirectory directory) {
        this.directory = directory;
    }

    @Override
    public Optional<Partner> find(PartnerId id) {
        if (id.isApp()) {
            return Optional.of(app(id));
        }
        if (!directory.isComplete()) {
            throw new KycException(
                    ErrorCode.EVENT_LOG_UNAVAILABLE, "the partners are not all read yet");
        }
        return directory.find(id);
    }

    /** Nobody but the flow service can seal a job of an app, so there is nothing to look it up in. */
    private static Partner app(PartnerId id) {
        return new Partner(
                id,
                0,
                true,
                true,
                Optional.empty(),
                List.of(),
                List.of(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }
}
