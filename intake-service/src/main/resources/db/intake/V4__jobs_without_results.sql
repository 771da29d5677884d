-- Operators look for claims by their reference number and by their time. Both grow as rows come, so summaries do, which
-- cost an insert next to nothing.
CREATE INDEX claim_smile_job_id ON intake.claim USING brin (smile_job_id)
    WITH (pages_per_range = 32, autosummarize = on);
CREATE INDEX claim_accepted_at ON intake.claim USING brin (accepted_at)
    WITH (pages_per_range = 32, autosummarize = on);

-- Accepted jobs that had no result when they were looked at, a while after they were accepted.
CREATE TABLE intake.open_job (
    partner_id  text        COLLATE "C" NOT NULL,
    job_id      text        COLLATE "C" NOT NULL,
    accepted_at timestamptz NOT NULL,
    -- unanswered: nobody knows why; parked: it waits for its authority; unconfirmed: its publish failed, so nobody was
    -- told that it is accepted.
    state       text        NOT NULL CHECK (state IN ('unanswered', 'parked', 'unconfirmed')),
    PRIMARY KEY (partner_id, job_id)
) WITH (autovacuum_vacuum_scale_factor = 0.02);

-- Up to when all claims have been looked at.
CREATE TABLE intake.open_job_watermark (
    is_only     boolean     PRIMARY KEY DEFAULT true CHECK (is_only),
    accepted_at timestamptz NOT NULL
);

INSERT INTO intake.open_job_watermark (accepted_at) SELECT coalesce(min(accepted_at), now()) FROM intake.claim;
