package dev.kycplatform.flow.document;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** What is known of documents, at rest. Every method joins the caller's transaction. */
public interface DocumentRepository {
    void add(Document document);

    Optional<Document> find(UUID entityId, UUID id);

    /** All of an entity's, oldest first. */
    List<Document> of(UUID entityId);

    long count(UUID entityId);

    /** Removes those from before, and their content unless another document has the same; so many at most. */
    int forgetBefore(Instant time, int most);
}
