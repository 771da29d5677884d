package dev.kycplatform.flow.document;

import java.time.Instant;
import java.util.UUID;
import java.util.function.Consumer;

/**
 * The bytes of documents, sealed in parts. Beginning and adding parts are statements of their own, so that a slow upload
 * holds no connection; the others join the caller's transaction.
 */
public interface DocumentContents {
    /** How many bytes each part but the last one has. */
    int PART = 1 << 20;

    void begin(UUID contentId, UUID entityId, Instant now);

    /** @param part from 0, without gaps */
    void add(UUID contentId, int part, byte[] bytes);

    /**
     * The content is whole. If the entity has the same bytes already, this one goes.
     *
     * @return where the bytes are
     */
    UUID complete(UUID contentId, UUID entityId, String sha256, long size);

    /** Takes back an upload that came to nothing. A statement of its own. */
    void discard(UUID contentId);

    /** Gives all parts in their order, one after the other. Each is read by a statement of its own. */
    void read(UUID contentId, Consumer<byte[]> reader);

    /** Removes uploads that were begun before and never ended. */
    int forgetUnfinishedBefore(Instant time);
}
