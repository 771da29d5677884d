-- An endpoint as one partner uses it. Deliveries are claimed lane by lane, so that claiming costs the same however
-- many of one lane are due. Whoever writes a delivery locks its lane first; lanes are locked in the order of their key.
CREATE TABLE dispatcher.lane (
    partner_id    text        COLLATE "C" NOT NULL,
    endpoint      text        COLLATE "C" NOT NULL,
    -- When to look what is due; never later than the first due_at of its deliveries, but for an open circuit's probe.
    wake_at       timestamptz,
    -- Attempts in a row that found the endpoint down.
    outages       integer     NOT NULL DEFAULT 0,
    -- While the circuit is open, when the next attempt may be made.
    probe_at      timestamptz,
    -- The first failure after the last success.
    failing_since timestamptz,
    -- Since when nothing is attempted and deliveries are held.
    disabled_at   timestamptz,
    -- While deliveries that were held are let go, when the next few are.
    release_at    timestamptz,
    PRIMARY KEY (partner_id, endpoint)
) WITH (
    -- Rows change all the time: dead versions are cleared early, or claims would wade through them.
    fillfactor = 70, autovacuum_vacuum_scale_factor = 0.02, autovacuum_vacuum_cost_delay = 0
);

CREATE INDEX lane_wake ON dispatcher.lane (wake_at) WHERE wake_at IS NOT NULL;

DROP INDEX dispatcher.delivery_due;

-- First tries and retries apart, so that a million of these are not in the way of those.
CREATE INDEX delivery_first_due ON dispatcher.delivery (partner_id, endpoint, due_at)
    WHERE due_at IS NOT NULL AND attempts = 0;
CREATE INDEX delivery_retry_due ON dispatcher.delivery (partner_id, endpoint, due_at)
    WHERE due_at IS NOT NULL AND attempts > 0;
-- Held ones are let go in the order in which their jobs were accepted.
CREATE INDEX delivery_held ON dispatcher.delivery (partner_id, endpoint, accepted_at) WHERE state = 'held';

INSERT INTO dispatcher.lane (partner_id, endpoint, wake_at)
SELECT partner_id, endpoint, min(due_at) FROM dispatcher.delivery GROUP BY partner_id, endpoint;
