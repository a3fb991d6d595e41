-- A session's client has come back, has gone without a word, or is gone for good.
--
-- ARGV  after those of lock.lua:  8 tenant   9 session   10 connection   11 back, away or gone
-- A word of an older connection than the one that came back is too late and changes nothing.
-- Returns {newest id, {how many it waits for, locks…}}.

-- include lock.lua

local tenant, session, connection, what = ARGV[8], ARGV[9], ARGV[10], ARGV[11]
local locker = locker_key(tenant, session)
local known = redis.call('HGET', locker, 'n')

if known and what == 'back' then
  redis.call('HSET', locker, 'n', connection)
  redis.call('HDEL', locker, 'a')
  keep(tenant, session)
  for _, resource in ipairs(resources(tenant, session, 'w')) do
    if not current(tenant, resource) then
      promote(tenant, resource)
    end
  end
  for _, resource in ipairs(resources(tenant, session, 'h')) do
    local lock = current(tenant, resource)
    if lock and lock.session == session and lock.claimed then
      renew(lock)
    end
  end
elseif known == connection and what == 'away' then
  redis.call('HSET', locker, 'a', 1)
elseif known == connection and what == 'gone' then
  for _, resource in ipairs(resources(tenant, session, 'w')) do
    redis.call('LREM', key('lockq', tenant, resource), 0, session)
    redis.call('HDEL', locker, 'w:' .. resource)
  end
  for _, resource in ipairs(resources(tenant, session, 'h')) do
    local lock = current(tenant, resource)
    if lock and lock.session == session then
      free(lock, 'disconnected')
    end
  end
  redis.call('DEL', locker)
end
local answer = holdings(tenant, session)
return {newest, answer}
