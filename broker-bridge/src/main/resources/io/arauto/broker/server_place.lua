-- Notes which of a deployment's servers this one is, unless that was noted before.
--
-- KEYS  1 note
-- ARGV  1 what to note
-- Returns what is noted.

local noted = redis.call('GET', KEYS[1])
if not noted then
  -- A server that is out of memory, or a replica, goes without.
  redis.pcall('SET', KEYS[1], ARGV[1])
end
return noted or ARGV[1]
