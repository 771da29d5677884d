-- How often a partner may ask; null: what the deployment allows everybody.
ALTER TABLE intake.partner
    ADD COLUMN rate_per_second integer,
    ADD COLUMN burst           integer,
    ADD CONSTRAINT partner_rate_whole
        CHECK ((rate_per_second IS NULL) = (burst IS NULL) AND rate_per_second > 0 AND burst > 0);
