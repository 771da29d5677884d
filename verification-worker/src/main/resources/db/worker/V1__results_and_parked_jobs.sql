-- Every job's one result. Partitioned by the job's day, so that old results go with their partition;
-- partitions are made when their first row comes.
CREATE TABLE worker.result (
    accepted_at    timestamptz NOT NULL,
    partner_id     text        NOT NULL,
    job_id         text        NOT NULL,
    smile_job_id   bigint      NOT NULL,
    lane           text        NOT NULL CHECK (lane IN ('async', 'sync')),
    country        text        NOT NULL,
    id_type        text        NOT NULL,
    authority      text        NOT NULL,
    result_code    text        NOT NULL,
    asked_at       timestamptz,
    answered_at    timestamptz NOT NULL,
    attempts       int         NOT NULL,
    user_hash      bytea       NOT NULL,
    id_number_hash bytea       NOT NULL,
    callback       bytea,
    body           bytea       NOT NULL,
    size           int         NOT NULL,
    sha256         bytea       NOT NULL,
    trace_parent   text,
    recorded_at    timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (accepted_at, partner_id, job_id)
) PARTITION BY RANGE (accepted_at);

-- Sealed bytes do not compress; out of line and as they are, they are read and written fastest.
ALTER TABLE worker.result ALTER COLUMN body SET STORAGE EXTERNAL;

-- Reconcilers read on from where they were.
CREATE INDEX result_recorded_at ON worker.result (recorded_at);

COMMENT ON TABLE worker.result IS 'One row per job that ended; the first writer wins, nothing is ever changed.';
COMMENT ON COLUMN worker.result.body IS 'What the partner reads, sealed; size and sha256 are of these bytes.';
COMMENT ON COLUMN worker.result.callback IS 'Where the result is owed, sealed; null: nowhere.';
COMMENT ON COLUMN worker.result.asked_at IS 'When the last attempt began; null: no authority was asked.';

CREATE VIEW worker.result_v1 AS
SELECT accepted_at, partner_id, job_id, smile_job_id, lane, country, id_type, authority, result_code,
       asked_at, answered_at, attempts, user_hash, id_number_hash, callback, body, size, sha256,
       trace_parent, recorded_at, callback IS NOT NULL AS callback_owed
FROM worker.result;

COMMENT ON VIEW worker.result_v1 IS 'What other services may read of results.';

GRANT USAGE ON SCHEMA worker TO kyc_intake, kyc_dispatcher, kyc_flow;
GRANT SELECT ON worker.result_v1 TO kyc_intake, kyc_dispatcher, kyc_flow;

-- Jobs that wait for their next attempt. While a row stands here, it owns the job.
CREATE TABLE worker.parked_job (
    partner_id   text        NOT NULL,
    job_id       text        NOT NULL,
    accepted_at  timestamptz NOT NULL,
    authority    text        NOT NULL,
    cause        text        NOT NULL,
    attempts     int         NOT NULL,
    due_at       timestamptz NOT NULL,
    deadline_at  timestamptz NOT NULL,
    lease_token  uuid,
    leased_until timestamptz,
    event        bytea       NOT NULL,
    trace_parent text,
    parked_at    timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (partner_id, job_id),
    CHECK ((lease_token IS NULL) = (leased_until IS NULL))
) WITH (
    -- Rows come, are leased and go: dead ones are cleared early, or claims would wade through them.
    fillfactor = 70, autovacuum_vacuum_scale_factor = 0.02, autovacuum_vacuum_cost_delay = 0
);

-- A claim reads the first few entries of the one, an expired lease is found in the other, however many wait.
CREATE INDEX parked_job_due ON worker.parked_job (due_at) WHERE lease_token IS NULL;
CREATE INDEX parked_job_leased ON worker.parked_job (leased_until) WHERE lease_token IS NOT NULL;

COMMENT ON TABLE worker.parked_job IS 'Jobs whose authority gave no answer yet.';
COMMENT ON COLUMN worker.parked_job.event IS 'The JobRequested as it came; the request inside is sealed.';
COMMENT ON COLUMN worker.parked_job.attempts IS 'How often an authority was asked.';
