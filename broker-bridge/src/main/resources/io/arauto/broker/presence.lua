-- Steps of the presence of a tenant's users. What others see of a user is worked out in one place, so that each change is
-- published once, whoever caused or noticed it. Each change has a version, greater than all before it and not before the time of the change in
-- ms: whoever knows all up to one can ask for what came after it, see presence_after.lua.
--
-- KEYS  1 users of the tenant: user -> record, #version: that of the newest change   2 due: user -> when the record must be looked at again
--       3 changed: user -> version of its newest change, #away: less than nothing by the ms of inactivity that made away when last looked
--       4 connections of one node: connection -> user   5 policies of the tenant   6 the presence topic
--       7 schedule of the partition: tenant -> when the tenant must be looked at, by a step of its own, at the latest
-- ARGV  1 ms until a user without activity is away, unless the tenant has settled it   2 ms until down is believed   3 node   4 tenant
--       then for each step four: up (the user has come), back (a connection of a user who may have done nothing), down, active, set, hide, due or
--       gone; user; connection; JSON: the person (up, back), or status, message and ms until the message ends (set)
-- Returns for each step {1 when as much again is left to do, by the same step, 1 when the user is there}.

local users, due, changed, connections, topic, schedule = KEYS[1], KEYS[2], KEYS[3], KEYS[4], KEYS[6], KEYS[7]
local tenant = ARGV[4]
local patience = tonumber(ARGV[2])
local clock = redis.call('TIME')
local now = clock[1] * 1000 + math.floor(clock[2] / 1000)
local day = 24 * 3600 * 1000
-- An offline user is listed for so long.
local remembered = 7 * day
-- Nobody else is served meanwhile.
local most_at_once = 250
local before = tonumber(redis.call('HGET', users, '#version') or 0)
local version = before
local told = {}
-- When the next of those whom these steps were about must be looked at, and whether these steps looked at all who are due.
local soonest, looked = math.huge, false

local function whole(number)
  return string.format('%.0f', number)
end

local function next_version(user)
  version = math.max(version + 1, now)
  redis.call('ZADD', changed, whole(version), user)
  return version
end

local function settled_away()
  local settings = redis.call('HGET', KEYS[5], 'settings')
  local minutes = settings and (cjson.decode(settings).presence or {}).awayMinutes or 0
  return minutes > 0 and minutes * 60000 or tonumber(ARGV[1])
end

local away_after = settled_away()

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
    told[#told + 1] = {
      userId = user, username = record.username, name = record.name, department = record.department,
      status = status, message = status ~= 'offline' and record.message or nil, since = record.since, lastActive = record.seen,
      hidden = record.hidden, version = next_version(user)
    }
  end
  redis.call('HSET', users, user, cjson.encode(record))
  local at = next_look(record)
  if at then
    redis.call('ZADD', due, at, user)
    soonest = math.min(soonest, at)
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

local function forget(user)
  redis.call('HDEL', users, user)
  redis.call('ZREM', due, user)
  redis.call('ZREM', changed, user)
end

-- The tenant counts inactivity differently now: everybody is to be looked at.
local function look_at_all_if_away_has_changed()
  local known = redis.call('ZSCORE', changed, '#away')
  if tonumber(known or 0) ~= -away_after then
    redis.call('ZADD', changed, -away_after, '#away')
    if known then
      redis.call('ZUNIONSTORE', due, 2, due, changed, 'WEIGHTS', 0, 0)
      redis.call('ZREM', due, '#away')
    end
  end
end

-- Nodes of an earlier version write no versions; what they wrote counts as changed now.
local function number_the_unnumbered()
  if redis.call('ZCARD', changed) < redis.call('HLEN', users) then
    for _, user in ipairs(redis.call('HKEYS', users)) do
      if string.sub(user, 1, 1) ~= '#' and not redis.call('ZSCORE', changed, user) then
        next_version(user)
      end
    end
  end
end

local function take(step, user, connection, details)
  local more, there = false, false
  if step == 'up' or step == 'back' then
    local person = cjson.decode(details)
    local record = load(user) or {manual = 'online', status = 'offline', since = now, at = {}}
    record.username, record.name, record.department = person.username, person.name, person.department
    record.at[connection] = ARGV[3]
    record.active = step == 'back' and record.active or now
    record.leaving, record.hidden = nil, nil
    redis.call('HSET', connections, connection, user)
    settle(user, record)
  elseif step == 'down' then
    redis.call('HDEL', connections, connection)
    leave(user, connection, patience)
  elseif step == 'active' or step == 'set' then
    local record = load(user)
    there = record and next(record.at)
    if there then
      record.active = now
      if step == 'set' then
        local choice = cjson.decode(details)
        record.manual, record.message = choice.status, choice.message
        record.message_ends = choice.messageFor and now + choice.messageFor or nil
      end
      settle(user, record, step == 'set' and record.manual ~= 'offline')
    end
  elseif step == 'hide' then
    local record = load(user)
    if record and not record.hidden then
      record.at, record.leaving, record.hidden = {}, now, true
      settle(user, record, true)
    end
  elseif step == 'due' then
    local life = remembered + day
    if redis.call('PEXPIRE', users, life) == 1 then
      redis.call('PEXPIRE', due, life)
      redis.call('PEXPIRE', changed, life)
      look_at_all_if_away_has_changed()
      number_the_unnumbered()
    end
    local names = redis.call('ZRANGEBYSCORE', due, '-inf', now, 'LIMIT', 0, most_at_once)
    for _, name in ipairs(names) do
      local record = load(name)
      if not record or (not next(record.at) and now >= record.leaving + remembered) then
        forget(name)
      else
        settle(name, record)
      end
    end
    more = #names == most_at_once
    looked = true
  elseif step == 'gone' then
    -- Its lease has run out, which took longer than any patience.
    local left = redis.call('HSCAN', connections, '0', 'COUNT', most_at_once)[2]
    for index = 1, #left, 2 do
      redis.call('HDEL', connections, left[index])
      leave(left[index + 1], left[index], 0)
    end
    more = redis.call('EXISTS', connections) == 1
    -- A node of an earlier version keeps no schedule: whoever had just left it is in none.
    soonest = 0
  end
  return {more and 1 or 0, there and 1 or 0}
end

-- Every tenant with users is in the schedule, and looked at once a day, so that its keys live.
local function see_to_schedule()
  if not looked then
    local scheduled = redis.call('ZSCORE', schedule, tenant)
    -- One that is not there is new, or of an earlier version that kept no schedule.
    local at = scheduled and soonest or 0
    if at < tonumber(scheduled or math.huge) then
      redis.call('ZADD', schedule, at, tenant)
    end
  elseif redis.call('HLEN', users) <= (version > 0 and 1 or 0) then
    -- Nobody is left, but perhaps the version.
    redis.call('DEL', users, due, changed)
    redis.call('ZREM', schedule, tenant)
  else
    local first = redis.call('ZRANGEBYSCORE', due, '-inf', '+inf', 'WITHSCORES', 'LIMIT', 0, 1)
    redis.call('ZADD', schedule, math.min(first[2] or math.huge, now + day), tenant)
  end
end

local outcomes = {}
for index = 5, #ARGV, 4 do
  outcomes[#outcomes + 1] = take(ARGV[index], ARGV[index + 1], ARGV[index + 2], ARGV[index + 3])
end

if version > before then
  redis.call('HSET', users, '#version', whole(version))
end
see_to_schedule()
if #told > 0 then
  redis.call('SPUBLISH', topic, 'V - ' .. cjson.encode({previous = before, version = version, users = told}))
end
return outcomes
