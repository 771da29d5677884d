-- Each operator action: who, what, on what, why.
CREATE TABLE dispatcher.audit (
    id       bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    at       timestamptz NOT NULL,
    operator text        NOT NULL,
    action   text        NOT NULL,
    subject  text        NOT NULL,
    reason   text
);
