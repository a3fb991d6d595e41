-- What all scripts of locks have in common. Included by them; time is this server's own.
--
-- KEYS  1 outbox of the partition, which names the place; the other keys are found out on the way and share its hash tag
-- ARGV  1 prefix of the partition's keys   2 length of a log   3 ms a log is kept   4 ms a last id is kept
--       5, 6 floor: milliseconds and sequence that ids must be above   7 ms in which a granted lock must be claimed, if its lease is not shorter
-- All answers start with the newest id given, or 0-0.
--
-- lock:<tenant>:<resource>       hash: s session, u user, p person as JSON, i since, d deadline, f fence, t ms of the lease, c 1 when claimed
-- lockq:<tenant>:<resource>      list: sessions that wait, the first comes first
-- locker:<tenant>:<session>      hash: u user, p person, n connection, t ms it lives without renewal, a 1 while its client is away,
--                                h:<resource> what it holds, w:<resource> what it waits for and for what lease
-- locks:<tenant>                 sorted set of the resources that are locked, by name
-- lockdue                        sorted set of <tenant>:<resource> by deadline

-- include event.lua

local outbox, prefix, claim = KEYS[1], ARGV[1], tonumber(ARGV[7])
local log_length, log_age, last_age = ARGV[2], tonumber(ARGV[3]), tonumber(ARGV[4])
local floor_ms, floor_seq = tonumber(ARGV[5]), tonumber(ARGV[6])
local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
local newest = '0-0'

-- RFC 3339 from milliseconds; days to a date after Howard Hinnant, "chrono-compatible low-level date algorithms".
local function rfc3339(millis)
  local floor = math.floor
  local seconds = floor(millis / 1000)
  local z = floor(seconds / 86400) + 719468
  local era = floor(z / 146097)
  local doe = z - era * 146097
  local yoe = floor((doe - floor(doe / 1460) + floor(doe / 36524) - floor(doe / 146096)) / 365)
  local doy = doe - (365 * yoe + floor(yoe / 4) - floor(yoe / 100))
  local mp = floor((5 * doy + 2) / 153)
  local day = doy - floor((153 * mp + 2) / 5) + 1
  local month = mp < 10 and mp + 3 or mp - 9
  local year = yoe + era * 400 + (month <= 2 and 1 or 0)
  local rest = seconds % 86400
  return string.format('%04d-%02d-%02dT%02d:%02d:%02d.%03dZ', year, month, day,
    floor(rest / 3600), floor(rest / 60) % 60, rest % 60, millis % 1000)
end

local function key(what, tenant, rest)
  return prefix .. what .. ':' .. tenant .. ':' .. rest
end

local function locker_key(tenant, session)
  return key('locker', tenant, session)
end

local function whole(number)
  return string.format('%.0f', number)
end

local function read(tenant, resource)
  local found = redis.call('HMGET', key('lock', tenant, resource), 's', 'u', 'p', 'i', 'd', 'f', 't', 'c')
  if not found[1] then
    return nil
  end
  return {
    tenant = tenant, resource = resource, session = found[1], user = found[2], person = found[3], since = tonumber(found[4]),
    deadline = tonumber(found[5]), fence = found[6], lease = tonumber(found[7]), claimed = found[8] == '1'
  }
end

-- As answers carry it.
local function told(lock)
  return {lock.resource, lock.session, lock.person, whole(lock.since), whole(lock.deadline), lock.fence, lock.claimed and 1 or 0}
end

-- Publishes lock:changed to those who watch the resource or anything above it. `fields` of the event follow the resource.
local function announce(tenant, resource, fields)
  local id, ms = append(outbox, floor_ms, floor_seq, 'k', 'lock')
  redis.call('XDEL', outbox, id)
  newest = id
  local packet = '2["lock:changed",{"resource":"' .. resource .. '",' .. string.gsub(fields, '\1', id) .. '},"' .. id .. '"]'
  local event = {
    id = id, ms = ms, kind = 'lock', ordinal = '', packet = packet, length = log_length, age = log_age, last_age = last_age
  }
  local function to(topic)
    local last = key('last', tenant, topic)
    deliver(event, key('log', tenant, topic), last, key('topic', tenant, topic), redis.call('GET', last) or '0-0')
  end
  to('l:' .. resource)
  for above in string.gmatch(resource, '():') do
    to('l:' .. string.sub(resource, 1, above))
  end
  to('l::')
  return id
end

-- A word to one session, wherever it is connected.
local function tell(tenant, session, user, event, payload)
  redis.call('SPUBLISH', key('topic', tenant, 'u:' .. user),
    'C {"kind":"lock","session":"' .. session .. '","event":"' .. event .. '","payload":' .. payload .. '}')
end

local function reason_field(reason)
  return '"reason":"' .. reason .. '"'
end

-- `extra` fields, as JSON that starts with a comma, or empty.
local function tell_lost(lock, reason, extra)
  tell(lock.tenant, lock.session, lock.user, 'lock:lost',
    '{"resource":"' .. lock.resource .. '","fence":"' .. lock.fence .. '",' .. reason_field(reason) .. extra .. '}')
end

local function set_deadline(lock, deadline)
  lock.deadline = deadline
  redis.call('HSET', key('lock', lock.tenant, lock.resource), 'd', whole(deadline), 'c', lock.claimed and 1 or 0)
  redis.call('ZADD', prefix .. 'lockdue', whole(deadline), lock.tenant .. ':' .. lock.resource)
end

-- Makes a session the holder, whoever was it before. Its fence is the id of the very event that says so.
local function hold(tenant, resource, session, lease, claimed, reason)
  local owner = redis.call('HMGET', locker_key(tenant, session), 'u', 'p')
  local lock = {
    tenant = tenant, resource = resource, session = session, user = owner[1], person = owner[2], since = now, lease = lease,
    claimed = claimed, deadline = now + (claimed and lease or math.min(claim, lease))
  }
  lock.fence = announce(tenant, resource,
    '"state":"held",' .. reason_field(reason) .. ',"holder":' .. lock.person
      .. ',"since":"' .. rfc3339(lock.since) .. '","expiresAt":"' .. rfc3339(lock.deadline) .. '","fence":"\1"')
  redis.call('HSET', key('lock', tenant, resource), 's', session, 'u', lock.user, 'p', lock.person, 'i', whole(now),
    'f', lock.fence, 't', whole(lease))
  set_deadline(lock, lock.deadline)
  redis.call('ZADD', prefix .. 'locks:' .. tenant, 0, resource)
  redis.call('LREM', key('lockq', tenant, resource), 0, session)
  redis.call('HDEL', locker_key(tenant, session), 'w:' .. resource)
  redis.call('HSET', locker_key(tenant, session), 'h:' .. resource, 1)
  return lock
end

-- Gives a free resource to the first who waits for it and is there.
local function promote(tenant, resource)
  local queue = key('lockq', tenant, resource)
  for _, session in ipairs(redis.call('LRANGE', queue, 0, -1)) do
    local waiting = redis.call('HMGET', locker_key(tenant, session), 'w:' .. resource, 'a')
    if not waiting[1] then
      redis.call('LREM', queue, 0, session)
    elseif not waiting[2] then
      local lock = hold(tenant, resource, session, tonumber(waiting[1]), false, 'granted')
      tell(tenant, session, lock.user, 'lock:granted',
        '{"resource":"' .. resource .. '","fence":"' .. lock.fence .. '","expiresAt":"' .. rfc3339(lock.deadline) .. '"}')
      return
    end
  end
end

-- Takes a lock from its holder, says so, and lets the next one have it.
local function free(lock, reason)
  redis.call('DEL', key('lock', lock.tenant, lock.resource))
  redis.call('ZREM', prefix .. 'lockdue', lock.tenant .. ':' .. lock.resource)
  redis.call('ZREM', prefix .. 'locks:' .. lock.tenant, lock.resource)
  redis.call('HDEL', locker_key(lock.tenant, lock.session), 'h:' .. lock.resource)
  announce(lock.tenant, lock.resource, '"state":"free",' .. reason_field(reason))
  promote(lock.tenant, lock.resource)
end

local function expire(lock)
  tell_lost(lock, lock.claimed and 'expired' or 'unclaimed', '')
  free(lock, 'expired')
end

-- The lock as it is now: one whose time is over has been freed, and may have gone to the next one.
local function current(tenant, resource)
  local lock = read(tenant, resource)
  if lock and lock.deadline <= now then
    expire(lock)
    lock = read(tenant, resource)
  end
  return lock
end

local function holds(lock, session, fence)
  return lock and lock.session == session and lock.fence == fence
end

-- The holder is there: its lease starts anew, and what was granted to it is claimed.
local function renew(lock)
  lock.claimed = true
  set_deadline(lock, math.max(lock.deadline, now + lock.lease))
end

-- Who asks for locks is known, with all it holds and waits for, until this time has passed without a word of it.
local function keep(tenant, session)
  local life = redis.call('HGET', locker_key(tenant, session), 't')
  return life and redis.call('PEXPIRE', locker_key(tenant, session), life) == 1
end

local function introduce(tenant, session, connection, user, person, lease)
  local locker = locker_key(tenant, session)
  local life = tonumber(redis.call('HGET', locker, 't') or 0)
  redis.call('HSET', locker, 'u', user, 'p', person, 'n', connection, 't', whole(math.max(life, lease)))
  redis.call('HDEL', locker, 'a')
  keep(tenant, session)
end

-- Each resource that a session holds ('h') or waits for ('w').
local function resources(tenant, session, what)
  local found = {}
  for _, field in ipairs(redis.call('HKEYS', locker_key(tenant, session))) do
    if string.sub(field, 1, 2) == what .. ':' then
      found[#found + 1] = string.sub(field, 3)
    end
  end
  return found
end

-- What a session holds, as answers carry it: how many it waits for, then its locks. What it holds no more is forgotten.
local function holdings(tenant, session)
  local answer = {#resources(tenant, session, 'w')}
  for _, resource in ipairs(resources(tenant, session, 'h')) do
    local lock = read(tenant, resource)
    if lock and lock.session == session then
      answer[#answer + 1] = told(lock)
    else
      redis.call('HDEL', locker_key(tenant, session), 'h:' .. resource)
    end
  end
  return answer
end
