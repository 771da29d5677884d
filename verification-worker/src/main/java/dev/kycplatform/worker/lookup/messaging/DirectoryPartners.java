package dev.kycplatform.worker.lookup.messaging;

import dev.kycplatform.contracts.error.ErrorCode;
import dev.kycplatform.contracts.error.KycException;
import dev.kycplatform.contracts.job.PartnerId;
import dev.kycplatform.partners.Partner;
import dev.kycplatform.partners.PartnerDirectory;
import dev.kycplatform.worker.lookup.Partners;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;

/** The partners, from their state topic. */
@ApplicationScoped
class DirectoryPartners implements Partners {
    private final PartnerDirectory directory;

    DirectoryPartners(PartnerDirectory directory) {
        this.directory = directory;
    }

    @Override
    public Optional<Partner> find(PartnerId id) {
        if (!directory.isComplete()) {
            throw new KycException(
                    ErrorCode.EVENT_LOG_UNAVAILABLE, "the partners are not all read yet");
        }
        return directory.find(id);
    }
}
