-- What administrators decided: the settings of a tenant, the access of its users, what was revoked. Redis is filled again from here when it has lost them.
CREATE TABLE policies (
  tenant text NOT NULL,
  name text NOT NULL,
  revision bigint NOT NULL,
  definition json NOT NULL,
  PRIMARY KEY (tenant, name)
);
ALTER TABLE policies ENABLE ROW LEVEL SECURITY;
ALTER TABLE policies FORCE ROW LEVEL SECURITY;
CREATE POLICY one_tenant ON policies FOR SELECT TO arauto_gateway USING (tenant = current_setting('arauto.tenant', true));
CREATE POLICY all_tenants ON policies TO arauto_worker USING (true) WITH CHECK (true);
GRANT SELECT ON policies TO arauto_gateway;
GRANT SELECT, INSERT, UPDATE ON policies TO arauto_worker;
