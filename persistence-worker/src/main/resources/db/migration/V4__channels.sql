-- The channels that administrators and users made or changed, by which Redis is filled again when it has lost them. A channel that was deleted stays, so that nobody else gets its name and history.
CREATE TABLE channels (
  tenant text NOT NULL,
  name text NOT NULL,
  revision bigint NOT NULL,
  definition json NOT NULL,
  PRIMARY KEY (tenant, name)
);
ALTER TABLE channels ENABLE ROW LEVEL SECURITY;
ALTER TABLE channels FORCE ROW LEVEL SECURITY;
CREATE POLICY one_tenant ON channels FOR SELECT TO arauto_gateway USING (tenant = current_setting('arauto.tenant', true));
CREATE POLICY all_tenants ON channels TO arauto_worker USING (true) WITH CHECK (true);
GRANT SELECT ON channels TO arauto_gateway;
GRANT SELECT, INSERT, UPDATE ON channels TO arauto_worker;
