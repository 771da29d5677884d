-- Parked jobs are asked for in turns: round the partners of an authority, and of each the oldest deadline first. What
-- waits for its time becomes ready when that has come; what only waits for a slot is ready at once.
ALTER TABLE worker.parked_job ADD COLUMN is_ready boolean NOT NULL DEFAULT false;

DROP INDEX worker.parked_job_due;
CREATE INDEX parked_job_due ON worker.parked_job (due_at) WHERE lease_token IS NULL AND NOT is_ready;
CREATE INDEX parked_job_ready ON worker.parked_job (authority, partner_id, deadline_at)
    WHERE lease_token IS NULL AND is_ready;

-- Out of line, or it would be written again each time its row changes hands: most of a row is this.
ALTER TABLE worker.parked_job ALTER COLUMN event SET STORAGE EXTERNAL;
ALTER TABLE worker.parked_job SET (
    toast_tuple_target = 256,
    autovacuum_vacuum_threshold = 5000,
    autovacuum_vacuum_scale_factor = 0.02,
    autovacuum_vacuum_insert_threshold = -1,
    autovacuum_analyze_threshold = 5000,
    autovacuum_analyze_scale_factor = 0.1,
    toast.autovacuum_vacuum_cost_delay = 0,
    toast.autovacuum_vacuum_scale_factor = 0.05
);

COMMENT ON COLUMN worker.parked_job.is_ready IS 'Whether it waits for nothing but its turn and a lease.';

-- Authorities that nobody is to ask at present.
CREATE TABLE worker.authority_pause (
    authority text        PRIMARY KEY,
    paused_by text        NOT NULL,
    reason    text        NOT NULL,
    paused_at timestamptz NOT NULL DEFAULT now()
);
