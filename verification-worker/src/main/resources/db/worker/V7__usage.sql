-- What each partner used, by day, for billing: counted once from the results, kept when these are gone.
CREATE TABLE worker.usage (
    -- In UTC, when the job's result was recorded.
    day         date   NOT NULL,
    partner_id  text   NOT NULL,
    country     text   NOT NULL,
    id_type     text   NOT NULL,
    lane        text   NOT NULL,
    result_code text   NOT NULL,
    jobs        bigint NOT NULL,
    PRIMARY KEY (day, partner_id, country, id_type, lane, result_code)
) WITH (fillfactor = 80);

-- Up to when all results have been counted.
CREATE TABLE worker.usage_watermark (
    is_only     boolean     PRIMARY KEY DEFAULT true CHECK (is_only),
    recorded_at timestamptz NOT NULL
);

INSERT INTO worker.usage_watermark (recorded_at) SELECT coalesce(min(recorded_at), now()) FROM worker.result;
