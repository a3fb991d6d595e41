-- One step of the presence of a tenant's users. What others see of a user is worked out in one place, so that each change is
-- published once, whoever caused or noticed it.
--
-- KEYS  1 users of the tenant: user -> record, and #version: how many times something was published   2 due: user -> when the record must be looked at again
--       3 connections of one node: connection -> user   4 the presence topic
-- ARGV  1 step: up, down, active, set, due, gone   2 ms until a user without activity is away   3 ms until down is believed
--       4 user   5 connection   6 node   7 JSON: the person (up), or status, message and ms until the message ends (set)
-- Returns how many users changed.

local users, due, connections, topic = KEYS[1], KEYS[2], KEYS[3], KEYS[4]
local step, away_after, patience = ARGV[1], tonumber(ARGV[2]), tonumber(ARGV[3])
local clock = redis.call('TIME')
local now = clock[1] * 1000 + math.floor(clock[2] / 1000)
-- An offline user is listed for so long.
local remembered = 7 * 24 * 3600 * 1000
local most_at_once = 500
local changed = {}

local function load(user)
  local text = redis.call('HGET', users, user)
  return text and cjson.decode(text)
end

local function status_of(record)
  if not next(record.at) and now >= (record.leaving or 0) then
    return 'offline'
  elseif record.manual ~= 'online' then
    return record.manual
  end
  return now - record.active >= away_after and 'away' or 'online'
end

local function next_look(record)
  local at
  if not next(record.at) then
    at = record.status == 'offline' and now >= record.leaving and now + remembered or record.leaving
  elseif record.status == 'online' then
    at = record.active + away_after
  end
  if record.message and record.message_ends and (not at or record.message_ends < at) then
    at = record.message_ends
  end
  return at
end

-- Works out what others see, publishes it when it is new, keeps the record.
local function settle(user, record, force)
  if record.message_ends and now >= record.message_ends then
    record.message, record.message_ends = nil, nil
    force = record.status ~= 'offline'
  end
  local status = status_of(record)
  if status ~= 'offline' or record.status ~= 'offline' then
    -- Whoever appears offline does not give away being there.
    record.seen = record.active
  end
  if status ~= record.status or force then
    if status ~= record.status then
      record.since = now
    end
    record.status = status
    changed[#changed + 1] = {
      userId = user, username = record.username, name = record.name, department = record.department,
      status = status, message = status ~= 'offline' and record.message or nil, since = record.since, lastActive = record.seen
    }
  end
  redis.call('HSET', users, user, cjson.encode(record))
  local at = next_look(record)
  if at then
    redis.call('ZADD', due, at, user)
  else
    redis.call('ZREM', due, user)
  end
end

local function leave(user, connection, delay)
  local record = load(user)
  if record and record.at[connection] then
    record.at[connection] = nil
    if not next(record.at) then
      record.leaving = now + delay
    end
    settle(user, record)
  end
end

local user, connection = ARGV[4], ARGV[5]
if step == 'up' then
  local person = cjson.decode(ARGV[7])
  local record = load(user) or {manual = 'online', status = 'offline', since = now, at = {}}
  record.username, record.name, record.department = person.username, person.name, person.department
  record.at[connection] = ARGV[6]
  record.active, record.leaving = now, nil
  redis.call('HSET', connections, connection, user)
  settle(user, record)
elseif step == 'down' then
  redis.call('HDEL', connections, connection)
  leave(user, connection, patience)
elseif step == 'active' or step == 'set' then
  local record = load(user)
  if record and next(record.at) then
    record.active = now
    if step == 'set' then
      local choice = cjson.decode(ARGV[7])
      record.manual, record.message = choice.status, choice.message
      record.message_ends = choice.messageFor and now + choice.messageFor or nil
    end
    settle(user, record, step == 'set' and record.manual ~= 'offline')
  end
elseif step == 'due' then
  for _, name in ipairs(redis.call('ZRANGEBYSCORE', due, '-inf', now, 'LIMIT', 0, most_at_once)) do
    local record = load(name)
    if not record or (not next(record.at) and now >= record.leaving + remembered) then
      redis.call('HDEL', users, name)
      redis.call('ZREM', due, name)
    else
      settle(name, record)
    end
  end
elseif step == 'gone' then
  -- Its lease has run out, which took longer than any patience.
  local left = redis.call('HGETALL', connections)
  redis.call('DEL', connections)
  for index = 1, #left, 2 do
    leave(left[index + 1], left[index], 0)
  end
end

if #changed > 0 then
  local version = redis.call('HINCRBY', users, '#version', 1)
  redis.call('SPUBLISH', topic, 'V - ' .. cjson.encode({version = version, users = changed}))
end
return #changed
