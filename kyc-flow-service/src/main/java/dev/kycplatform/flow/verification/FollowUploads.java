package dev.kycplatform.flow.verification;

import dev.kycplatform.flow.document.DocumentUploaded;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

/** What an upload does to verifications, in the transaction that stores the document. */
@ApplicationScoped
class FollowUploads {
    private final RegistrationUpdates updates;

    FollowUploads(RegistrationUpdates updates) {
        this.updates = updates;
    }

    void on(@Observes DocumentUploaded uploaded) {
        updates.documentUploaded(uploaded.entityId());
    }
}
