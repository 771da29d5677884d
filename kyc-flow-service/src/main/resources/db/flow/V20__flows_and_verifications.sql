-- Flows: which ID lookups and field checks a verification makes. Nothing personal stands here.
CREATE TABLE flow.flow (
    flow_id     uuid        PRIMARY KEY,
    version     bigint      NOT NULL,
    app_handle  text        COLLATE "C" NOT NULL REFERENCES flow.app,
    name        text        NOT NULL,
    kyc_level   text        COLLATE "C",
    checks      text[]      NOT NULL,
    -- Each as name=US/SSN,US/ITIN.
    lookups     text[]      NOT NULL,
    status      text        NOT NULL CHECK (status IN ('DRAFT', 'APPROVED', 'RETIRED')),
    created_at  timestamptz NOT NULL,
    approved_by text,
    approved_at timestamptz,
    retired_at  timestamptz,
    CHECK ((status = 'APPROVED') <= (approved_by IS NOT NULL AND approved_at IS NOT NULL)),
    CHECK ((status = 'RETIRED') = (retired_at IS NOT NULL))
);

CREATE UNIQUE INDEX flow_level ON flow.flow (app_handle, kyc_level) WHERE status <> 'RETIRED';

-- Runs of a flow for one entity, as they were last written. What time has made of one since is told by due_at.
CREATE TABLE flow.verification (
    verification_id uuid             PRIMARY KEY,
    version         bigint           NOT NULL,
    entity_id       uuid             NOT NULL REFERENCES flow.entity,
    app_handle      text             COLLATE "C" NOT NULL,
    user_handle     text             COLLATE "C" NOT NULL,
    business        boolean          NOT NULL,
    flow_id         uuid             NOT NULL REFERENCES flow.flow,
    contract        text             NOT NULL CHECK (contract IN ('ADVANCED', 'CLASSIC')),
    kyc_level       text,
    checks          text[]           NOT NULL,
    requested_at    timestamptz      NOT NULL,
    updated_at      timestamptz      NOT NULL,
    status          text             NOT NULL CHECK (status IN
        ('PENDING', 'DOCUMENTS_REQUIRED', 'DOCUMENTS_RECEIVED', 'REVIEW', 'PASSED', 'FAILED')),
    -- When the state came about, where the state knows it: documents received, passed, failed.
    status_at       timestamptz,
    action          text CHECK (action IN ('ENTITY_DATA', 'DOC_UPLOAD')),
    failure         text CHECK (failure IN ('DENIED', 'EXPIRED', 'UNANSWERED')),
    tries           int              NOT NULL,
    documents       int              NOT NULL,
    answered        boolean          NOT NULL,
    tags            text[]           NOT NULL,
    reasons         bytea            NOT NULL,
    score           double precision NOT NULL,
    -- When time changes it; null: never again.
    due_at          timestamptz,
    CHECK ((status = 'DOCUMENTS_REQUIRED') = (action IS NOT NULL)),
    CHECK ((status = 'FAILED') = (failure IS NOT NULL)),
    CHECK ((status IN ('PASSED', 'FAILED')) = (due_at IS NULL))
);

-- An entity's, newest first; few however many there are.
CREATE INDEX verification_of_entity ON flow.verification (entity_id, requested_at DESC);

-- The sweeper reads only what can still change: it costs the same with any number of verifications that ended.
CREATE INDEX verification_due ON flow.verification (due_at) WHERE due_at IS NOT NULL;

-- What waits for an operator.
CREATE INDEX verification_review ON flow.verification (updated_at)
    WHERE status IN ('REVIEW', 'DOCUMENTS_RECEIVED');

COMMENT ON COLUMN flow.verification.reasons IS 'In sentences, an operator''s among them; sealed.';

-- Every transition.
CREATE TABLE flow.verification_history (
    verification_id uuid        NOT NULL REFERENCES flow.verification,
    version         bigint      NOT NULL,
    status          text        NOT NULL,
    action          text,
    at              timestamptz NOT NULL,
    cause           text        NOT NULL,
    by              text,
    reasons         bytea       NOT NULL,
    PRIMARY KEY (verification_id, version)
);

CREATE SEQUENCE flow.smile_job_id AS bigint START 5000000001 CACHE 50;

-- Tries of lookups: each a job. One without a code has no result yet.
CREATE TABLE flow.lookup (
    verification_id uuid        NOT NULL REFERENCES flow.verification,
    name            text        COLLATE "C" NOT NULL,
    attempt         int         NOT NULL,
    app_handle      text        COLLATE "C" NOT NULL,
    run             int         NOT NULL,
    country         text        NOT NULL,
    id_type         text        NOT NULL,
    accepted_at     timestamptz NOT NULL,
    -- The job as it is published, its request sealed.
    event           bytea       NOT NULL,
    trace_parent    text,
    result_code     text,
    answered_at     timestamptz,
    findings        bytea,
    ask_again_at    timestamptz,
    look_after_at   timestamptz,
    deadline_at     timestamptz NOT NULL,
    PRIMARY KEY (verification_id, name, attempt)
);

CREATE INDEX lookup_ask_again ON flow.lookup (ask_again_at) WHERE ask_again_at IS NOT NULL;
CREATE INDEX lookup_look_after ON flow.lookup (look_after_at) WHERE look_after_at IS NOT NULL;

COMMENT ON COLUMN flow.lookup.findings IS 'What the answer showed: each check''s outcome and the authority''s hints; sealed.';

-- Records that are owed to the event log, written with what they tell of. Of one key the oldest goes first.
CREATE TABLE flow.outgoing_record (
    id           bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    topic        text        NOT NULL,
    key          text        COLLATE "C" NOT NULL,
    event_id     text        NOT NULL,
    type         text        NOT NULL,
    subject      text        NOT NULL,
    time         timestamptz NOT NULL,
    value        bytea       NOT NULL,
    trace_parent text,
    lease_token  uuid,
    leased_until timestamptz,
    CHECK ((lease_token IS NULL) = (leased_until IS NULL))
) WITH (
    -- Rows come and go at once: dead ones are cleared early.
    fillfactor = 70, autovacuum_vacuum_scale_factor = 0.02, autovacuum_vacuum_cost_delay = 0
);

CREATE INDEX outgoing_record_of_key ON flow.outgoing_record (topic, key, id);

-- Webhooks that are owed, one per transition and endpoint: the columns are explained at OwedWebhook.
CREATE TABLE flow.webhook (
    accepted_at     timestamptz NOT NULL,
    webhook_id      text        COLLATE "C" NOT NULL,
    endpoint_id     text        COLLATE "C" NOT NULL,
    app_handle      text        COLLATE "C" NOT NULL,
    verification_id text        COLLATE "C" NOT NULL,
    version         bigint      NOT NULL,
    event_type      text        NOT NULL CHECK (event_type IN ('kyc', 'kyc_status', 'kyc_action')),
    -- What the app knows it by.
    event_uuid      uuid        NOT NULL,
    user_handle     text        COLLATE "C" NOT NULL,
    address         bytea       NOT NULL,
    body            bytea       NOT NULL,
    size            int         NOT NULL,
    trace_parent    text,
    recorded_at     timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (accepted_at, webhook_id, endpoint_id)
);

CREATE INDEX webhook_recorded_at ON flow.webhook (recorded_at);
CREATE INDEX webhook_of_app ON flow.webhook (app_handle, event_uuid);

-- What each endpoint's webhooks are signed with, sealed for the dispatcher; follows the app, version by version.
CREATE TABLE flow.webhook_signing (
    endpoint_id text        COLLATE "C" PRIMARY KEY,
    app_handle  text        COLLATE "C" NOT NULL,
    app_version bigint      NOT NULL,
    secrets     bytea       NOT NULL
);

CREATE VIEW flow.webhook_v1 AS
SELECT w.accepted_at, w.webhook_id, w.endpoint_id, w.app_handle, w.verification_id, w.version, w.event_type,
       w.address, w.body, w.size, s.secrets, w.trace_parent, w.recorded_at
FROM flow.webhook w
LEFT JOIN flow.webhook_endpoint e
       ON e.endpoint_id = w.endpoint_id AND e.app_handle = w.app_handle AND e.enabled
LEFT JOIN flow.webhook_signing s ON s.endpoint_id = e.endpoint_id AND s.app_handle = e.app_handle;

COMMENT ON VIEW flow.webhook_v1 IS 'What the dispatcher reads of webhooks that are owed.';

GRANT USAGE ON SCHEMA flow TO kyc_dispatcher;
GRANT SELECT ON flow.webhook_v1 TO kyc_dispatcher;
