-- What the person agreed to goes with the job for as long as its result.
ALTER TABLE worker.result ADD COLUMN consent bytea;

COMMENT ON COLUMN worker.result.consent IS 'The request''s consent_information, sealed; null: none came.';
