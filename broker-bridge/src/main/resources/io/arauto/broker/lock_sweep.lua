-- Frees the locks of a partition whose time is over.
--
-- ARGV  after those of lock.lua:  8 most locks at once
-- Returns {newest id, how many there were}.

-- include lock.lua

local due = redis.call('ZRANGEBYSCORE', prefix .. 'lockdue', '-inf', whole(now), 'LIMIT', 0, ARGV[8])
for _, name in ipairs(due) do
  local tenant, resource = string.match(name, '^([^:]+):(.+)$')
  if not current(tenant, resource) then
    redis.call('ZREM', prefix .. 'lockdue', name)
  end
end
return {newest, #due}
