-- How many new jobs a partner has had about one ID number. A row whose last use is older than the window counts for
-- nothing and is deleted now and then.
CREATE TABLE intake.id_number_use (
    partner_id  text        COLLATE "C" NOT NULL,
    -- Keyed hash of partner, ID type and number.
    number_hash bytea       NOT NULL,
    uses        int         NOT NULL,
    last_at     timestamptz NOT NULL,
    PRIMARY KEY (partner_id, number_hash)
) WITH (fillfactor = 80);

-- A summary: it finds the old rows and does not keep updates from staying on their page.
CREATE INDEX id_number_use_last_at ON intake.id_number_use USING brin (last_at);
