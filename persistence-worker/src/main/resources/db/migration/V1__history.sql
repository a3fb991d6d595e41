-- Roles: neither owns a table nor may log in; processes take them on at connect (SET ROLE), so that row-level security binds them
-- even where their login would be exempt.
DO $$
BEGIN
  CREATE ROLE arauto_gateway NOLOGIN;
EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL;
END $$;
DO $$
BEGIN
  CREATE ROLE arauto_worker NOLOGIN;
EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL;
END $$;
GRANT arauto_gateway, arauto_worker TO CURRENT_USER;
GRANT USAGE ON SCHEMA public TO arauto_gateway, arauto_worker;

-- Chat messages as they read now. (ms, seq) is the event id; payload is the object that clients get.
CREATE TABLE messages (
  tenant text NOT NULL,
  channel text NOT NULL,
  ms bigint NOT NULL,
  seq bigint NOT NULL,
  ordinal bigint,
  sender text NOT NULL,
  text text NOT NULL,
  payload json NOT NULL,
  edited_ms bigint NOT NULL DEFAULT 0,
  edited_seq bigint NOT NULL DEFAULT 0,
  words tsvector GENERATED ALWAYS AS (to_tsvector('portuguese', text)) STORED,
  PRIMARY KEY (tenant, channel, ms, seq)
) PARTITION BY RANGE (ms);
CREATE INDEX messages_words ON messages USING gin (words);
CREATE TABLE messages_default PARTITION OF messages DEFAULT;

-- Notifications by the topic that carried them: c:<channel> or u:<user>.
CREATE TABLE notifications (
  tenant text NOT NULL,
  topic text NOT NULL,
  ms bigint NOT NULL,
  seq bigint NOT NULL,
  payload json NOT NULL,
  PRIMARY KEY (tenant, topic, ms, seq)
) PARTITION BY RANGE (ms);
CREATE TABLE notifications_default PARTITION OF notifications DEFAULT;

-- How far each user has read each channel.
CREATE TABLE read_cursors (
  tenant text NOT NULL,
  user_id text NOT NULL,
  channel text NOT NULL,
  ms bigint NOT NULL,
  seq bigint NOT NULL,
  PRIMARY KEY (tenant, user_id, channel)
);

-- A gateway sees the tenant that its transaction has named, a worker writes for all.
DO $$
DECLARE
  tenant_table text;
BEGIN
  FOREACH tenant_table IN ARRAY ARRAY['messages', 'notifications', 'read_cursors'] LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', tenant_table);
    EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', tenant_table);
    EXECUTE format('CREATE POLICY one_tenant ON %I FOR SELECT TO arauto_gateway
                    USING (tenant = current_setting(''arauto.tenant'', true))', tenant_table);
    EXECUTE format('CREATE POLICY all_tenants ON %I TO arauto_worker USING (true) WITH CHECK (true)', tenant_table);
    EXECUTE format('GRANT SELECT ON %I TO arauto_gateway', tenant_table);
    EXECUTE format('GRANT SELECT, INSERT, UPDATE ON %I TO arauto_worker', tenant_table);
  END LOOP;
END $$;

-- Makes the partition of the month that begins at first, which takes ids from its first millisecond on (UTC).
CREATE FUNCTION arauto_make_month(partitioned text, first date) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  EXECUTE format('CREATE TABLE IF NOT EXISTS %I PARTITION OF %I FOR VALUES FROM (%s) TO (%s)',
    partitioned || to_char(first, '_YYYY_MM'), partitioned,
    extract(epoch FROM first::timestamp)::bigint * 1000,
    extract(epoch FROM (first + interval '1 month')::timestamp)::bigint * 1000);
END $$;
