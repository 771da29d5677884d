-- Up to which of the worker's results, in the order in which they were recorded, every owed delivery is there.
CREATE TABLE dispatcher.reconciled (
    is_only     boolean     PRIMARY KEY DEFAULT true CHECK (is_only),
    recorded_at timestamptz NOT NULL,
    accepted_at timestamptz NOT NULL,
    partner_id  text        NOT NULL,
    job_id      text        NOT NULL
);

INSERT INTO dispatcher.reconciled (recorded_at, accepted_at, partner_id, job_id) VALUES ('epoch', 'epoch', 'none', 'none');
