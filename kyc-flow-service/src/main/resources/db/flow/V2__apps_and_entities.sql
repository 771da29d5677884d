-- The audit takes the shape it has in every service.
ALTER TABLE flow.audit RENAME COLUMN who TO operator;
ALTER TABLE flow.audit RENAME COLUMN what TO action;
ALTER TABLE flow.audit RENAME COLUMN on_what TO subject;
ALTER TABLE flow.audit RENAME COLUMN why TO reason;
ALTER TABLE flow.audit ALTER COLUMN reason DROP NOT NULL;

-- Travels as kyc.apps; published_version is the outbox.
ALTER TABLE flow.app
    ADD COLUMN published_version bigint      NOT NULL DEFAULT 0,
    ADD COLUMN changed_at        timestamptz NOT NULL DEFAULT now();
ALTER TABLE flow.app ALTER COLUMN changed_at DROP DEFAULT;

CREATE INDEX app_unpublished ON flow.app (app_handle) WHERE version > published_version;

-- By what an app authenticates, and what signs its webhooks. Secrets are sealed; an address has none.
CREATE TABLE flow.app_credential (
    id            bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    app_handle    text        COLLATE "C" NOT NULL REFERENCES flow.app,
    credential_id text        COLLATE "C" NOT NULL,
    kind          text        NOT NULL CHECK (kind IN ('ADDRESS', 'CLIENT', 'WEBHOOK_SECRET')),
    sealed        bytea       NOT NULL,
    created_at    timestamptz NOT NULL,
    not_after     timestamptz,
    UNIQUE (app_handle, credential_id)
);

CREATE TABLE flow.webhook_endpoint (
    endpoint_id text        COLLATE "C" PRIMARY KEY,
    app_handle  text        COLLATE "C" NOT NULL REFERENCES flow.app,
    name        text        NOT NULL,
    url         bytea       NOT NULL,
    event_types text[]      NOT NULL,
    enabled     boolean     NOT NULL,
    created_at  timestamptz NOT NULL
);

CREATE INDEX webhook_endpoint_of_app ON flow.webhook_endpoint (app_handle);

-- Access tokens that were given out; sealed, for the same one is given again. A row outlives its token by little.
CREATE TABLE flow.access_token (
    token_id       uuid        PRIMARY KEY,
    app_handle     text        COLLATE "C" NOT NULL REFERENCES flow.app,
    client_id      text        COLLATE "C" NOT NULL,
    sealed         bytea       NOT NULL,
    expires_at     timestamptz NOT NULL,
    invalidated_at timestamptz
);

CREATE INDEX access_token_of_client ON flow.access_token (app_handle, client_id, expires_at);

-- Persons and businesses that apps have registered. Locking the row orders everything that is decided about one of
-- them. A handle is public; everything else about it is sealed.
CREATE TABLE flow.entity (
    entity_id   uuid        PRIMARY KEY,
    app_handle  text        COLLATE "C" NOT NULL REFERENCES flow.app,
    handle      text        COLLATE "C" NOT NULL,
    version     bigint      NOT NULL,
    type        text        NOT NULL CHECK (type IN ('INDIVIDUAL', 'BUSINESS')),
    profile     bytea       NOT NULL,
    created_at  timestamptz NOT NULL,
    modified_at timestamptz NOT NULL,
    UNIQUE (app_handle, handle)
);

-- Emails, phones, identities, addresses, ID documents and devices, each sealed.
CREATE TABLE flow.entity_item (
    item_id       uuid        PRIMARY KEY,
    entity_id     uuid        NOT NULL REFERENCES flow.entity,
    kind          text        NOT NULL
        CHECK (kind IN ('EMAIL', 'PHONE', 'IDENTITY', 'ADDRESS', 'ID_DOCUMENT', 'DEVICE')),
    sealed        bytea       NOT NULL,
    -- An identity's type, of which an entity has at most one.
    identity_type text        COLLATE "C",
    -- An identity's keyed hash, by which one person's rows are found.
    identity_hash bytea,
    -- The same where one app may register an identity only once: in production.
    unique_hash   bytea UNIQUE,
    added_at      timestamptz NOT NULL,
    modified_at   timestamptz NOT NULL,
    CHECK ((kind = 'IDENTITY') = (identity_type IS NOT NULL AND identity_hash IS NOT NULL)),
    UNIQUE (entity_id, identity_type)
);

CREATE INDEX entity_item_of_entity ON flow.entity_item (entity_id);
CREATE INDEX entity_item_identity ON flow.entity_item (identity_hash) WHERE identity_hash IS NOT NULL;

-- Blockchain addresses, by whose keys entities sign; by keyed hash, each registered once in the whole system.
CREATE TABLE flow.entity_signer (
    address_hash bytea       PRIMARY KEY,
    entity_id    uuid        NOT NULL REFERENCES flow.entity,
    added_at     timestamptz NOT NULL
);

CREATE INDEX entity_signer_of_entity ON flow.entity_signer (entity_id);
