package dev.kycplatform.flow.document;

import dev.kycplatform.contracts.flow.FlowError;
import dev.kycplatform.contracts.flow.FlowException;
import dev.kycplatform.contracts.flow.Violations;
import dev.kycplatform.flow.FlowConfig;
import dev.kycplatform.flow.entity.EntityRepository;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Makes documents of content that has come: all of an upload, or none. */
@ApplicationScoped
public class StoreDocuments {
    private final EntityRepository entities;
    private final DocumentRepository documents;
    private final DocumentContents contents;
    private final Event<DocumentUploaded> uploaded;
    private final Clock clock;
    private final int mostOfEntity;

    StoreDocuments(
            EntityRepository entities,
            DocumentRepository documents,
            DocumentContents contents,
            Event<DocumentUploaded> uploaded,
            Clock clock,
            FlowConfig config) {
        this.entities = entities;
        this.documents = documents;
        this.contents = contents;
        this.uploaded = uploaded;
        this.clock = clock;
        this.mostOfEntity = config.document().mostOfEntity();
    }

    /** Content that has come, and what the caller said of it. */
    public record Upload(
            UUID contentId,
            long size,
            String type,
            Optional<UUID> verification,
            Document.Description description) {}

    /**
     * The documents, in the uploads' order.
     *
     * @throws FlowException with USER_NOT_FOUND, or VALIDATION if the entity has too many
     */
    @Transactional
    public List<Document> store(UUID entityId, List<Upload> uploads) {
        if (entities.lock(entityId).isEmpty()) {
            throw new FlowException(FlowError.USER_NOT_FOUND);
        }
        if (documents.count(entityId) + uploads.size() > mostOfEntity) {
            throw tooMany();
        }
        var now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        var stored = new ArrayList<Document>();
        for (var upload : uploads) {
            var content =
                    contents.complete(
                            upload.contentId(),
                            entityId,
                            upload.description().sha256(),
                            upload.size());
            var document =
                    new Document(
                            UUID.randomUUID(),
                            entityId,
                            content,
                            upload.type(),
                            upload.verification(),
                            upload.description(),
                            upload.size(),
                            now);
            documents.add(document);
            uploaded.fire(
                    new DocumentUploaded(
                            entityId, document.id(), upload.type(), upload.verification(), now));
            stored.add(document);
        }
        return stored;
    }

    private FlowException tooMany() {
        var violations = new Violations();
        violations.add(
                List.of("file"),
                "No more than %d documents can be stored.".formatted(mostOfEntity));
        return new FlowException(FlowError.VALIDATION, violations);
    }
}
