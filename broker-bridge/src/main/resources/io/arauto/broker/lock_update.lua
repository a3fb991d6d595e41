-- Renews or releases a lock of a session, if it still is its lock.
--
-- ARGV  after those of lock.lua:  8 tenant   9 resource   10 session   11 fence   12 renew or the reason of the release
--       13 1 when its holder is to be told that it lost it
-- Returns {newest id, lock as it was left}, or {newest id} when it is not the session's.

-- include lock.lua

local lock = current(ARGV[8], ARGV[9])
if not holds(lock, ARGV[10], ARGV[11]) then
  return {newest}
end
if ARGV[12] == 'renew' then
  renew(lock)
  keep(ARGV[8], ARGV[10])
else
  if ARGV[13] == '1' then
    tell_lost(lock, ARGV[12], '')
  end
  free(lock, ARGV[12])
end
return {newest, told(lock)}
