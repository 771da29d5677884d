package dev.kycplatform.flow.document;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * There is a new document of an entity. Observed within the transaction that stores it, with the entity's row locked.
 *
 * @param verification what it was uploaded for; empty: the caller did not say
 */
public record DocumentUploaded(
        UUID entityId, UUID documentId, String type, Optional<UUID> verification, Instant at) {}
