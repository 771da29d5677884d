-- A delivery that is sent again begins its schedule anew; its attempts are counted on.
ALTER TABLE dispatcher.delivery ADD COLUMN attempts_before integer NOT NULL DEFAULT 0;
-- Held by an operator: its endpoint's being enabled does not let it go.
ALTER TABLE dispatcher.delivery ADD COLUMN held_by_operator boolean NOT NULL DEFAULT false;

DROP INDEX dispatcher.delivery_held;
CREATE INDEX delivery_held ON dispatcher.delivery (partner_id, endpoint, accepted_at)
    WHERE state = 'held' AND NOT held_by_operator;

-- One delivery, by the id its receiver knows it by.
CREATE INDEX delivery_webhook ON dispatcher.delivery (webhook_id);
-- A partner's, latest first; and those of them that are not simply delivered, which are few.
CREATE INDEX delivery_partner ON dispatcher.delivery (partner_id, accepted_at DESC);
CREATE INDEX delivery_not_delivered ON dispatcher.delivery (partner_id, state, accepted_at DESC)
    WHERE state <> 'delivered';

-- What an operator allows an endpoint: attempts begun each second, and until when they are spent.
ALTER TABLE dispatcher.lane ADD COLUMN rate_per_second integer CHECK (rate_per_second > 0);
ALTER TABLE dispatcher.lane ADD COLUMN spent_until timestamptz;

CREATE INDEX lane_in_trouble ON dispatcher.lane (partner_id, endpoint)
    WHERE disabled_at IS NOT NULL OR probe_at IS NOT NULL;

-- What somebody asked for by way of a topic and has been done: a record that comes again does nothing.
CREATE TABLE dispatcher.command (
    id          text        COLLATE "C" PRIMARY KEY,
    requester   text        NOT NULL,
    recorded_at timestamptz NOT NULL DEFAULT now()
);

CREATE INDEX command_recorded_at ON dispatcher.command (recorded_at);

-- Up to which of the flow service's owed webhooks every delivery is there.
CREATE TABLE dispatcher.reconciled_webhook (
    is_only     boolean     PRIMARY KEY DEFAULT true CHECK (is_only),
    recorded_at timestamptz NOT NULL,
    accepted_at timestamptz NOT NULL,
    webhook_id  text        NOT NULL,
    endpoint_id text        NOT NULL
);

INSERT INTO dispatcher.reconciled_webhook (recorded_at, accepted_at, webhook_id, endpoint_id)
VALUES ('epoch', 'epoch', 'none', 'none');

-- What other services may read of attempts: all but what was answered.
CREATE VIEW dispatcher.attempt_v1 AS
SELECT accepted_at, webhook_id, endpoint, attempt, at, took, outcome, response_status, failure
FROM dispatcher.attempt;

GRANT SELECT ON dispatcher.attempt_v1 TO kyc_intake, kyc_flow;
