-- Deletes rows of one tenant that are older than before, at most so many, and tells how many. Partitions are touched themselves, which only their
-- owner may: in its own role a worker can't delete what happened.
CREATE FUNCTION arauto_forget(partitioned text, whose text, before bigint, most bigint) RETURNS bigint LANGUAGE plpgsql AS $$
DECLARE
  part regclass;
  gone bigint;
  total bigint := 0;
BEGIN
  FOR part IN SELECT inhrelid FROM pg_inherits WHERE inhparent = partitioned::regclass LOOP
    EXECUTE format('DELETE FROM %1$s WHERE ctid = ANY (ARRAY(SELECT ctid FROM %1$s WHERE tenant = $1 AND ms < $2 LIMIT $3))', part)
      USING whose, before, most - total;
    GET DIAGNOSTICS gone = ROW_COUNT;
    total := total + gone;
    EXIT WHEN total >= most;
  END LOOP;
  RETURN total;
END $$;

-- Revocations are of no use once all tokens from before them have expired.
GRANT DELETE ON policies TO arauto_worker;
