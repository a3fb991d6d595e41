-- What users want to be told of. Redis is filled again from here when it has lost them.
CREATE TABLE preferences (
  tenant text NOT NULL,
  name text NOT NULL,
  revision bigint NOT NULL,
  definition json NOT NULL,
  PRIMARY KEY (tenant, name)
);
ALTER TABLE preferences ENABLE ROW LEVEL SECURITY;
ALTER TABLE preferences FORCE ROW LEVEL SECURITY;
CREATE POLICY one_tenant ON preferences FOR SELECT TO arauto_gateway USING (tenant = current_setting('arauto.tenant', true));
CREATE POLICY all_tenants ON preferences TO arauto_worker USING (true) WITH CHECK (true);
GRANT SELECT ON preferences TO arauto_gateway;
GRANT SELECT, INSERT, UPDATE ON preferences TO arauto_worker;
