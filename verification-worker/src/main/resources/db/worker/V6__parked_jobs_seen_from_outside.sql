-- What other services may read of parked jobs.
CREATE VIEW worker.parked_job_v1 AS
SELECT partner_id, job_id, accepted_at, authority, cause, attempts, parked_at, due_at AS next_attempt_at, deadline_at
FROM worker.parked_job;

COMMENT ON VIEW worker.parked_job_v1 IS 'Jobs that wait for their next attempt.';

GRANT SELECT ON worker.parked_job_v1 TO kyc_intake;
