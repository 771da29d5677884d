package dev.kycplatform.flow.document;

import dev.kycplatform.contracts.flow.AppHandle;
import dev.kycplatform.contracts.flow.EntityHandle;
import dev.kycplatform.contracts.flow.FlowError;
import dev.kycplatform.contracts.flow.FlowException;
import dev.kycplatform.flow.entity.FindEntity;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.UUID;

/** An entity's documents, as they are stored. */
@ApplicationScoped
public class FindDocuments {
    private final DocumentRepository documents;
    private final FindEntity findEntity;

    FindDocuments(DocumentRepository documents, FindEntity findEntity) {
        this.documents = documents;
        this.findEntity = findEntity;
    }

    /** Oldest first. @throws FlowException with USER_NOT_FOUND */
    @Transactional
    public List<Document> of(AppHandle app, EntityHandle handle) {
        return documents.of(findEntity.get(app, handle).id());
    }

    /** @throws FlowException with USER_NOT_FOUND or DOCUMENT_NOT_FOUND */
    @Transactional
    public Document get(AppHandle app, EntityHandle handle, UUID id) {
        return documents
                .find(findEntity.get(app, handle).id(), id)
                .orElseThrow(() -> new FlowException(FlowError.DOCUMENT_NOT_FOUND, id));
    }

    /** True if each of them is a document of the entity's. Joins the caller's transaction. */
    @Transactional
    public boolean areOf(UUID entityId, List<UUID> ids) {
        return ids.stream().allMatch(id -> documents.find(entityId, id).isPresent());
    }
}
