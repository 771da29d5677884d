package dev.kycplatform.flow.verification.persistence;

import dev.kycplatform.flow.document.DocumentRepository;
import dev.kycplatform.flow.verification.EntityRef;
import dev.kycplatform.flow.verification.PresentedDocuments;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;

/** Documents, as they were uploaded. */
@ApplicationScoped
class EntitysDocuments implements PresentedDocuments {
    private final DocumentRepository documents;

    EntitysDocuments(DocumentRepository documents) {
        this.documents = documents;
    }

    @Override
    public boolean isOf(EntityRef entity, UUID documentId) {
        return documents.find(entity.id(), documentId).isPresent();
    }
}
