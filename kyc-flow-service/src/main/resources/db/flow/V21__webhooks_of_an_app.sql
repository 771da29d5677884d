-- An app looks for its webhooks: by when they were owed, and of one user.
CREATE INDEX webhook_of_app_by_time ON flow.webhook (app_handle, accepted_at, webhook_id, endpoint_id);
CREATE INDEX webhook_of_user ON flow.webhook (app_handle, user_handle, accepted_at, webhook_id, endpoint_id);
