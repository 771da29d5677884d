-- Every job is claimed once, by (partner, job_id). Small rows: the claim says that a job exists, whose it
-- is and what it was about as keyed hashes; nothing personal stands here.
CREATE SEQUENCE intake.smile_job_id AS bigint CACHE 50;

CREATE TABLE intake.claim (
    partner_id   text        COLLATE "C" NOT NULL,
    job_id       text        COLLATE "C" NOT NULL,
    lane         text        NOT NULL CHECK (lane IN ('ASYNC', 'SYNC')),
    -- Keyed hash of the canonical request; names its key. Tells a repeat from other content.
    content_hash bytea       NOT NULL,
    -- Keyed hash of partner and user_id: job_status answers only the user the job is about.
    user_hash    bytea       NOT NULL,
    smile_job_id bigint      NOT NULL DEFAULT nextval('intake.smile_job_id'),
    accepted_at  timestamptz NOT NULL,
    -- The publish failed or nobody knows: the exception is marked, not the rule.
    unconfirmed  boolean     NOT NULL DEFAULT false,
    PRIMARY KEY (partner_id, job_id)
) PARTITION BY HASH (partner_id, job_id);

DO $$
BEGIN
    FOR part IN 0..15 LOOP
        EXECUTE format(
            'CREATE TABLE intake.claim_%s PARTITION OF intake.claim FOR VALUES WITH (MODULUS 16, REMAINDER %s)',
            part, part);
    END LOOP;
END
$$;

CREATE INDEX claim_unconfirmed ON intake.claim (accepted_at) WHERE unconfirmed;

-- The registry's truth. Travels as kyc.partners; published_version is the outbox.
CREATE TABLE intake.partner (
    partner_id         text        PRIMARY KEY,
    version            bigint      NOT NULL,
    published_version  bigint      NOT NULL DEFAULT 0,
    name               text        NOT NULL,
    enabled            boolean     NOT NULL,
    production_enabled boolean     NOT NULL,
    -- What it may look up, as NG/BVN; null: everything.
    id_types           text[],
    default_callback   bytea,
    changed_at         timestamptz NOT NULL
);

CREATE INDEX partner_unpublished ON intake.partner (partner_id) WHERE version > published_version;

CREATE SEQUENCE intake.partner_id AS bigint START 1001;

CREATE TABLE intake.partner_secret (
    partner_id text        NOT NULL REFERENCES intake.partner,
    secret_id  text        NOT NULL,
    kind       text        NOT NULL CHECK (kind IN ('API_KEY', 'WEBHOOK_SECRET')),
    sealed     bytea       NOT NULL,
    created_at timestamptz NOT NULL,
    not_after  timestamptz,
    PRIMARY KEY (secret_id)
);

-- Each operator action: who, what, on what, why.
CREATE TABLE intake.audit (
    id       bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    at       timestamptz NOT NULL,
    operator text        NOT NULL,
    action   text        NOT NULL,
    subject  text        NOT NULL,
    reason   text
);
