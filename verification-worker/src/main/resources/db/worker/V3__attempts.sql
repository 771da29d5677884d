-- Attempts that brought no answer. The one that brought it stands in the result, so that a job answered at once costs
-- no row here. Partitioned like results.
CREATE TABLE worker.attempt (
    accepted_at     timestamptz NOT NULL,
    partner_id      text        NOT NULL,
    job_id          text        NOT NULL,
    attempt         int         NOT NULL,
    authority       text        NOT NULL,
    cause           text        NOT NULL,
    asked_at        timestamptz NOT NULL,
    ended_at        timestamptz NOT NULL,
    next_attempt_at timestamptz NOT NULL,
    PRIMARY KEY (accepted_at, partner_id, job_id, attempt)
) PARTITION BY RANGE (accepted_at);

CREATE VIEW worker.attempt_v1 AS
SELECT accepted_at, partner_id, job_id, attempt, authority, 'unavailable' AS outcome, asked_at, ended_at,
       next_attempt_at
FROM worker.attempt
UNION ALL
SELECT accepted_at, partner_id, job_id, attempts, authority,
       CASE result_code WHEN '1012' THEN 'found' WHEN '1013' THEN 'not_found' WHEN '1014' THEN 'refused'
                        ELSE 'unavailable' END,
       asked_at, answered_at, NULL
FROM worker.result
WHERE asked_at IS NOT NULL;

COMMENT ON VIEW worker.attempt_v1 IS 'Every attempt at a job, numbered from 1.';

-- How many questions each ID type''s authority answered, in windows of ten minutes.
CREATE TABLE worker.authority_window (
    country       text        NOT NULL,
    id_type       text        NOT NULL,
    window_start  timestamptz NOT NULL,
    asked         bigint      NOT NULL,
    answered      bigint      NOT NULL,
    last_asked_at timestamptz NOT NULL,
    PRIMARY KEY (country, id_type, window_start)
);

CREATE VIEW worker.authority_window_v1 AS
SELECT country, id_type, window_start, asked, answered, last_asked_at FROM worker.authority_window;

GRANT SELECT ON worker.attempt_v1, worker.authority_window_v1 TO kyc_intake;
