#!/bin/sh
# Run once by the PostgreSQL image, when its data folder is made: the two roles and the database.
# tools/roles.py does the same for the embedded server.
set -eu
psql --set ON_ERROR_STOP=1 --username postgres --dbname postgres \
    --set owner_password="$OWNER_PASSWORD" --set app_password="$APP_PASSWORD" <<'SQL'
CREATE ROLE trousse_owner LOGIN CREATEDB PASSWORD :'owner_password';
CREATE ROLE trousse_app LOGIN PASSWORD :'app_password';
GRANT trousse_app, pg_signal_backend TO trousse_owner;
CREATE DATABASE trousse OWNER trousse_owner;
\connect trousse
ALTER DEFAULT PRIVILEGES FOR ROLE trousse_owner GRANT USAGE ON SCHEMAS TO trousse_app;
ALTER DEFAULT PRIVILEGES FOR ROLE trousse_owner GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO trousse_app;
ALTER DEFAULT PRIVILEGES FOR ROLE trousse_owner GRANT USAGE, SELECT, UPDATE ON SEQUENCES TO trousse_app;
ALTER DEFAULT PRIVILEGES FOR ROLE trousse_owner GRANT EXECUTE ON FUNCTIONS TO trousse_app;
SQL
