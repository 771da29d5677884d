-- How long after it was accepted a job is asked for the last time; null: what the deployment says.
ALTER TABLE intake.partner ADD COLUMN give_up_after bigint CHECK (give_up_after > 0);

COMMENT ON COLUMN intake.partner.give_up_after IS 'In seconds.';
