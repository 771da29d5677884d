-- Events to be published, stored in the transaction of what they tell of, deleted once the broker has acknowledged
-- them. Nothing in them is personal: they go to a topic as they are.
CREATE TABLE dispatcher.outgoing_event (
    id           text        COLLATE "C" PRIMARY KEY,
    topic        text        NOT NULL,
    key          text        NOT NULL,
    type         text        NOT NULL,
    source       text        NOT NULL,
    subject      text        NOT NULL,
    time         timestamptz NOT NULL,
    value        bytea       NOT NULL,
    trace_parent text,
    -- Who is to publish it; after a minute anybody may.
    instance     uuid        NOT NULL,
    recorded_at  timestamptz NOT NULL DEFAULT now()
) WITH (
    -- Rows come and go: dead ones are cleared early, or reading would wade through them.
    autovacuum_vacuum_scale_factor = 0.02, autovacuum_vacuum_cost_delay = 0
);

CREATE INDEX outgoing_event_own ON dispatcher.outgoing_event (instance, recorded_at);
CREATE INDEX outgoing_event_left_behind ON dispatcher.outgoing_event (recorded_at);
