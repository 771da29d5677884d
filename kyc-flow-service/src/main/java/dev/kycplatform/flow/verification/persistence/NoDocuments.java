package dev.kycplatform.flow.verification.persistence;

import dev.kycplatform.flow.verification.EntityRef;
import dev.kycplatform.flow.verification.PresentedDocuments;
import io.quarkus.arc.DefaultBean;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;

/** Documents of a service that takes none. Gives way to any other. */
@DefaultBean
@ApplicationScoped
class NoDocuments implements PresentedDocuments {
    @Override
    public boolean isOf(EntityRef entity, UUID documentId) {
        return false;
    }
}
