-- What was uploaded, once for each entity however often it comes: in parts, each sealed, so that no document is ever in
-- memory as a whole. Complete once a document refers to it; what nobody refers to is removed after a while.
CREATE TABLE flow.document_content (
    content_id   uuid        PRIMARY KEY,
    entity_id    uuid        NOT NULL REFERENCES flow.entity,
    -- Keyed hash of entity and content; null while the upload lasts.
    content_hash bytea,
    size         bigint      NOT NULL DEFAULT 0,
    created_at   timestamptz NOT NULL,
    UNIQUE (entity_id, content_hash)
);

CREATE INDEX document_content_unfinished ON flow.document_content (created_at) WHERE content_hash IS NULL;

CREATE TABLE flow.document_part (
    content_id uuid  NOT NULL REFERENCES flow.document_content ON DELETE CASCADE,
    part       int   NOT NULL,
    sealed     bytea NOT NULL,
    PRIMARY KEY (content_id, part)
);

-- Sealed bytes do not compress.
ALTER TABLE flow.document_part ALTER COLUMN sealed SET STORAGE EXTERNAL;

CREATE TABLE flow.document (
    document_id       uuid        PRIMARY KEY,
    entity_id         uuid        NOT NULL REFERENCES flow.entity,
    content_id        uuid        NOT NULL REFERENCES flow.document_content,
    document_type     text        NOT NULL,
    -- The verification it was uploaded for, if the caller said so.
    verification_uuid uuid,
    -- Name, file name, hash, MIME type, description: whatever the caller said of it.
    sealed            bytea       NOT NULL,
    created_at        timestamptz NOT NULL
);

CREATE INDEX document_of_entity ON flow.document (entity_id, created_at);
CREATE INDEX document_of_content ON flow.document (content_id);
CREATE INDEX document_created ON flow.document (created_at);
