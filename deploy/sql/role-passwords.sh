#!/usr/bin/env bash
# Runs once, after roles.sql, when the database container makes its database: the services' passwords come from
# its environment. psql reads them there itself, so that no list of processes shows them.
set -euo pipefail
: "${KYC_INTAKE_PASSWORD:?}" "${KYC_WORKER_PASSWORD:?}" "${KYC_DISPATCHER_PASSWORD:?}" "${KYC_FLOW_PASSWORD:?}"
psql --quiet --set ON_ERROR_STOP=1 --username "$POSTGRES_USER" --dbname "$POSTGRES_DB" <<'SQL'
\getenv intake KYC_INTAKE_PASSWORD
\getenv worker KYC_WORKER_PASSWORD
\getenv dispatcher KYC_DISPATCHER_PASSWORD
\getenv flow KYC_FLOW_PASSWORD
ALTER ROLE kyc_intake PASSWORD :'intake';
ALTER ROLE kyc_worker PASSWORD :'worker';
ALTER ROLE kyc_dispatcher PASSWORD :'dispatcher';
ALTER ROLE kyc_flow PASSWORD :'flow';
SQL
