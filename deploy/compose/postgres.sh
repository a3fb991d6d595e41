# Run once by the image, when the database is made. The login owns the schema and makes the roles that row-level security holds for; it is no superuser.
psql --set ON_ERROR_STOP=1 --set password="$POSTGRES_PASSWORD" --username postgres <<'SQL'
CREATE ROLE arauto LOGIN CREATEROLE PASSWORD :'password';
CREATE DATABASE arauto OWNER arauto;
SQL
