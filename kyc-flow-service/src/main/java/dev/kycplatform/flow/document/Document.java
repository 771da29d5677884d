package dev.kycplatform.flow.document;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * A document that was uploaded for an entity.
 *
 * @param contentId where its bytes are; documents of the same bytes share them
 * @param type as the caller named it, as {@code id_drivers_license}
 * @param verification what it was uploaded for; empty: the caller did not say
 * @param size in bytes
 */
public record Document(
        UUID id,
        UUID entityId,
        UUID contentId,
        String type,
        Optional<UUID> verification,
        Description description,
        long size,
        Instant createdAt) {

    /**
     * What the caller said of it, and what it was found to be.
     *
     * @param sha256 of its bytes, in lower-case hex
     */
    public record Description(
            String name,
            String filename,
            String sha256,
            String mimeType,
            String identityType,
            String text,
            boolean isFront) {
        /** Says nothing of the person. */
        @Override
        public String toString() {
            return "Description";
        }
    }
}
