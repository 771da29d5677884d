-- Where a flow rules otherwise than the verdict table: each as name=partial:passed.
ALTER TABLE flow.flow ADD COLUMN verdicts text[] NOT NULL DEFAULT '{}';
