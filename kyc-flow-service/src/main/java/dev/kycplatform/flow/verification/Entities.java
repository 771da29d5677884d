package dev.kycplatform.flow.verification;

import java.util.Optional;

/** Entities as they are registered. Joins the caller's transaction. */
public interface Entities {
    Optional<RegisteredEntity> find(String appHandle, String userHandle);

    /** Orders everything that is decided about one entity: nobody else locks it until the transaction ends. */
    Optional<RegisteredEntity> lock(String appHandle, String userHandle);
}
