-- Takes a lock from whoever holds it; the first who waits gets it.
--
-- ARGV  after those of lock.lua:  8 tenant   9 resource   10 fields of the loser's lock:lost, as JSON that starts with a comma
-- Returns {newest id, lock that was broken}, or {newest id} when there was none.

-- include lock.lua

local lock = current(ARGV[8], ARGV[9])
if not lock then
  return {newest}
end
tell_lost(lock, 'forced', ARGV[10])
free(lock, 'forced')
return {newest, told(lock)}
