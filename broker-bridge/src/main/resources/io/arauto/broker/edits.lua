-- The edits among the events of a log, which are few, so that not all of it has to be sent.
--
-- KEYS  1 log
-- ARGV  1 id to start after
-- Returns {id, packet, id, packet, …} in order of id.

local found = {}
for _, entry in ipairs(redis.call('XRANGE', KEYS[1], '(' .. ARGV[1], '+')) do
  local fields = entry[2]
  if fields[2] == 'edit' then
    found[#found + 1], found[#found + 2] = entry[1], fields[8]
  end
end
return found
