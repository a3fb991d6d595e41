-- What happened in a tenant and who did it: append only, for the worker too.
CREATE TABLE audit (
  tenant text NOT NULL,
  ms bigint NOT NULL,
  source text NOT NULL,
  kind text NOT NULL,
  user_id text,
  record json NOT NULL,
  PRIMARY KEY (tenant, ms, source)
) PARTITION BY RANGE (ms);
CREATE TABLE audit_default PARTITION OF audit DEFAULT;
CREATE INDEX audit_by_user ON audit (tenant, user_id, ms, source);
CREATE INDEX audit_by_kind ON audit (tenant, kind, ms, source);
ALTER TABLE audit ENABLE ROW LEVEL SECURITY;
ALTER TABLE audit FORCE ROW LEVEL SECURITY;
CREATE POLICY one_tenant ON audit FOR SELECT TO arauto_gateway USING (tenant = current_setting('arauto.tenant', true));
CREATE POLICY all_tenants ON audit FOR INSERT TO arauto_worker WITH CHECK (true);
GRANT SELECT ON audit TO arauto_gateway;
GRANT INSERT ON audit TO arauto_worker;
