-- Events of one transaction as one row: of thousands of attempts a second each is told of, and a row for each event cost
-- the database as much as everything else about its attempt. Arrays of the same length, an event's parts at the same place.
CREATE TABLE dispatcher.outgoing_group (
    id            uuid        PRIMARY KEY DEFAULT gen_random_uuid(),
    ids           text[]      NOT NULL,
    topics        text[]      NOT NULL,
    keys          text[]      NOT NULL,
    types         text[]      NOT NULL,
    sources       text[]      NOT NULL,
    subjects      text[]      NOT NULL,
    times         timestamptz[] NOT NULL,
    "values"      bytea[]     NOT NULL,
    trace_parents text[]      NOT NULL,
    -- Who is to publish it; after a minute anybody may.
    instance      uuid        NOT NULL,
    recorded_at   timestamptz NOT NULL DEFAULT now()
) WITH (
    -- Rows come and go: dead ones are cleared early, or reading would wade through them.
    autovacuum_vacuum_scale_factor = 0.02, autovacuum_vacuum_cost_delay = 0
);

-- Read once and deleted: not worth compressing.
ALTER TABLE dispatcher.outgoing_group ALTER COLUMN "values" SET STORAGE EXTERNAL;

CREATE INDEX outgoing_group_own ON dispatcher.outgoing_group (instance, recorded_at);
CREATE INDEX outgoing_group_left_behind ON dispatcher.outgoing_group (recorded_at);

-- dispatcher.outgoing_event stays: an instance of the version before goes on recording there while both run. What one of them
-- leaves behind is moved here by whoever publishes what is left behind. A later version drops it.
