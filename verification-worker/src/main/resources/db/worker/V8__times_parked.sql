-- That a job was parked is worth knowing once it has ended, too: with its result, so that one that never waited costs
-- nothing more. Null from an instance of the version before.
ALTER TABLE worker.parked_job ADD COLUMN first_cause text;
ALTER TABLE worker.result ADD COLUMN parked_at timestamptz, ADD COLUMN parked_cause text;

COMMENT ON COLUMN worker.parked_job.first_cause IS 'Why it was parked; cause is why it waits on.';
COMMENT ON COLUMN worker.result.parked_at IS 'Since when the job had been parked when it ended; null: it was not.';
COMMENT ON COLUMN worker.result.parked_cause IS 'Why it was parked at first.';
