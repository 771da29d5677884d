-- One row per owed callback and endpoint, one per attempt, in partitions by the day the job was accepted.
-- An endpoint is an origin (scheme, host, port): path and query of a callback's URL are personal and stay
-- sealed beside the result.
CREATE TABLE dispatcher.delivery (
    accepted_at        timestamptz NOT NULL,
    webhook_id         text        COLLATE "C" NOT NULL,
    endpoint           text        COLLATE "C" NOT NULL,
    partner_id         text        COLLATE "C" NOT NULL,
    job_id             text        COLLATE "C" NOT NULL,
    -- Bytes of the sealed body, so that what is taken up fits into memory.
    body_size          integer     NOT NULL,
    state              text        NOT NULL
        CHECK (state IN ('pending', 'attempting', 'delivered', 'exhausted', 'gone', 'held')),
    -- Attempts that have ended.
    attempts           integer     NOT NULL DEFAULT 0,
    -- When to try next; while attempting, when the lease ends; null when nothing is due.
    due_at             timestamptz,
    -- Whose attempt it is; an attempt that lost its lease records nothing.
    lease_token        uuid,
    first_attempted_at timestamptz,
    ended_at           timestamptz,
    last_status        integer,
    trace_parent       text,
    recorded_at        timestamptz NOT NULL DEFAULT now(),
    UNIQUE (accepted_at, webhook_id, endpoint),
    CHECK ((state IN ('pending', 'attempting')) = (due_at IS NOT NULL)),
    CHECK ((state = 'attempting') = (lease_token IS NOT NULL))
) PARTITION BY RANGE (accepted_at);

CREATE INDEX delivery_due ON dispatcher.delivery (due_at) WHERE due_at IS NOT NULL;

CREATE TABLE dispatcher.attempt (
    accepted_at     timestamptz NOT NULL,
    webhook_id      text        COLLATE "C" NOT NULL,
    endpoint        text        COLLATE "C" NOT NULL,
    -- From 1.
    attempt         integer     NOT NULL,
    at              timestamptz NOT NULL,
    took            interval    NOT NULL,
    outcome         text        NOT NULL CHECK (outcome IN ('delivered', 'deferred', 'gone')),
    response_status integer,
    -- What kind of failure it was, when the endpoint did not answer or was not asked.
    failure         text,
    -- The beginning of what the endpoint answered, sealed.
    answer          bytea,
    recorded_at     timestamptz NOT NULL DEFAULT now(),
    UNIQUE (accepted_at, webhook_id, endpoint, attempt)
) PARTITION BY RANGE (accepted_at);

-- What other services may read: partners' and apps' own delivery log.
CREATE VIEW dispatcher.delivery_v1 AS
SELECT accepted_at, webhook_id, endpoint, partner_id, job_id, state, attempts,
       CASE WHEN state = 'pending' THEN due_at END AS next_attempt_at,
       first_attempted_at, ended_at, last_status, recorded_at
FROM dispatcher.delivery;

GRANT USAGE ON SCHEMA dispatcher TO kyc_intake, kyc_flow;
GRANT SELECT ON dispatcher.delivery_v1 TO kyc_intake, kyc_flow;
