-- Every event of the last days as clients got it, by topic, so that those who come back resume past what Redis keeps. (prev_ms, prev_seq) is the event before it in the
-- topic: a reader can tell whether it has all. Partitions are days, dropped when over.
CREATE TABLE recent_events (
  tenant text NOT NULL,
  topic text NOT NULL,
  ms bigint NOT NULL,
  seq bigint NOT NULL,
  prev_ms bigint NOT NULL,
  prev_seq bigint NOT NULL,
  kind text NOT NULL,
  body text NOT NULL,
  PRIMARY KEY (tenant, topic, ms, seq)
) PARTITION BY RANGE (ms);
CREATE TABLE recent_events_default PARTITION OF recent_events DEFAULT;
ALTER TABLE recent_events ENABLE ROW LEVEL SECURITY;
ALTER TABLE recent_events FORCE ROW LEVEL SECURITY;
CREATE POLICY one_tenant ON recent_events FOR SELECT TO arauto_gateway USING (tenant = current_setting('arauto.tenant', true));
CREATE POLICY all_tenants ON recent_events TO arauto_worker USING (true) WITH CHECK (true);
GRANT SELECT ON recent_events TO arauto_gateway;
GRANT SELECT, INSERT ON recent_events TO arauto_worker;

-- Makes the partition of one day (UTC).
CREATE FUNCTION arauto_make_day(partitioned text, day date) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  EXECUTE format('CREATE TABLE IF NOT EXISTS %I PARTITION OF %I FOR VALUES FROM (%s) TO (%s)',
    partitioned || to_char(day, '_YYYY_MM_DD'), partitioned,
    extract(epoch FROM day::timestamp)::bigint * 1000,
    extract(epoch FROM (day + 1)::timestamp)::bigint * 1000);
END $$;

-- Drops the partitions of all days before this one. Another one who does the same, or a long reader, has it done later.
CREATE FUNCTION arauto_drop_days(partitioned text, first date) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
  old record;
BEGIN
  PERFORM set_config('lock_timeout', '2s', true);
  FOR old IN SELECT part.relname FROM pg_inherits
             JOIN pg_class part ON part.oid = inhrelid JOIN pg_class whole ON whole.oid = inhparent
             WHERE whole.relname = partitioned AND part.relname ~ '_\d{4}_\d\d_\d\d$'
               AND part.relname < partitioned || to_char(first, '_YYYY_MM_DD') LOOP
    EXECUTE format('DROP TABLE IF EXISTS %I', old.relname);
  END LOOP;
  EXECUTE format('DELETE FROM %I WHERE ms < $1', partitioned || '_default') USING extract(epoch FROM first::timestamp)::bigint * 1000;
EXCEPTION WHEN lock_not_available THEN NULL;
END $$;
