package dev.kycplatform.flow.verification;

import java.util.UUID;

/** The documents that were uploaded. Joins the caller's transaction. */
public interface PresentedDocuments {
    boolean isOf(EntityRef entity, UUID documentId);
}
