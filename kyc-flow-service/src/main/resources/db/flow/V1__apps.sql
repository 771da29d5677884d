-- The registry of apps. A handle is public and never personal.
CREATE TABLE flow.app (
    app_handle text        COLLATE "C" PRIMARY KEY,
    version    bigint      NOT NULL,
    name       text        NOT NULL,
    enabled    boolean     NOT NULL,
    created_at timestamptz NOT NULL
);

-- Each operator action: who, what, on what, why.
CREATE TABLE flow.audit (
    id      bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    who     text        NOT NULL,
    what    text        NOT NULL,
    on_what text        NOT NULL,
    why     text        NOT NULL,
    at      timestamptz NOT NULL
);
