-- One role and one schema per service, before any service starts. Safe to run again.
-- Passwords are not set here: whoever deploys sets them (ALTER ROLE … PASSWORD …).
-- Each service migrates its own schema and writes it alone; the views that others may read are granted
-- by the migrations that make them.
DO $$
DECLARE
    service text;
BEGIN
    FOREACH service IN ARRAY ARRAY['intake', 'worker', 'dispatcher', 'flow'] LOOP
        IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'kyc_' || service) THEN
            EXECUTE format('CREATE ROLE %I LOGIN', 'kyc_' || service);
        END IF;
        EXECUTE format('CREATE SCHEMA IF NOT EXISTS %I AUTHORIZATION %I', service, 'kyc_' || service);
        EXECUTE format('ALTER ROLE %I SET search_path = %I', 'kyc_' || service, service);
    END LOOP;
END
$$;

-- Nobody but the owners makes anything, and nothing lives in public.
REVOKE CREATE ON SCHEMA public FROM PUBLIC;
