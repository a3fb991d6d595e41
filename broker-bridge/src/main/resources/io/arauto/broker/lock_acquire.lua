-- Makes a session the holder of a resource, or a waiter for it. Asked again by its holder, it renews and claims.
--
-- ARGV  after those of lock.lua:  8 tenant   9 resource   10 session   11 connection   12 user   13 person as JSON   14 ms of the lease
--       15 1 to wait when it is held   16 most locks of a session, held and waited for   17 most waiters of a lock   18 1 to take it by
--       force   19 fields of the loser's lock:lost, as JSON that starts with a comma
-- Returns {newest id, 'held', lock, loser or ''}, {…, 'locked', lock of the other, position or 0}, {…, 'locks_full'} or {…, 'queue_full'}.

-- include lock.lua

local tenant, resource, session, lease = ARGV[8], ARGV[9], ARGV[10], tonumber(ARGV[14])
local wait, by_force = ARGV[15] == '1', ARGV[18] == '1'

local function place()
  for index, waiter in ipairs(redis.call('LRANGE', key('lockq', tenant, resource), 0, -1)) do
    if waiter == session then
      return index
    end
  end
  return 0
end

local function is_full()
  return #resources(tenant, session, 'h') + #resources(tenant, session, 'w') >= tonumber(ARGV[16])
end

local lock = current(tenant, resource)
if lock and lock.session == session then
  introduce(tenant, session, ARGV[11], ARGV[12], ARGV[13], lease)
  lock.lease = lease
  redis.call('HSET', key('lock', tenant, resource), 't', whole(lease))
  renew(lock)
  return {newest, 'held', told(lock), ''}
end

local position = place()
if lock and not by_force and (position > 0 or not wait) then
  return {newest, 'locked', told(lock), position}
end
if position == 0 and is_full() then
  return {newest, 'locks_full'}
end
if lock and not by_force then
  position = redis.call('LLEN', key('lockq', tenant, resource)) + 1
  if position > tonumber(ARGV[17]) then
    return {newest, 'queue_full'}
  end
  introduce(tenant, session, ARGV[11], ARGV[12], ARGV[13], lease)
  redis.call('RPUSH', key('lockq', tenant, resource), session)
  redis.call('HSET', locker_key(tenant, session), 'w:' .. resource, whole(lease))
  return {newest, 'locked', told(lock), position}
end

local loser = ''
if lock then
  loser = lock.person
  tell_lost(lock, 'forced', ARGV[19])
  redis.call('HDEL', locker_key(tenant, lock.session), 'h:' .. resource)
end
introduce(tenant, session, ARGV[11], ARGV[12], ARGV[13], lease)
local held = hold(tenant, resource, session, lease, true, lock and 'forced' or 'acquired')
return {newest, 'held', told(held), loser}
