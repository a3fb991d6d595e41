-- What all scripts that publish have in common: an event's id and its way to a topic. Included by them.

local function split(id)
  local ms, seq = string.match(id, '(%d+)-(%d+)')
  return tonumber(ms), tonumber(seq)
end

-- Writes an entry with these fields under the next id of the partition. After a failover to a server whose clock and tail are behind, the
-- id that comes by itself may have been given before: it must be above the floor.
local function append(outbox, floor_ms, floor_seq, ...)
  local id = redis.call('XADD', outbox, '*', ...)
  local ms, seq = split(id)
  if ms < floor_ms or (ms == floor_ms and seq <= floor_seq) then
    redis.call('XDEL', outbox, id)
    ms = floor_ms
    id = redis.call('XADD', outbox, string.format('%.0f-%.0f', ms, floor_seq + 1), ...)
  end
  return id, ms
end

-- How long from now what lives for `age` ms from its last event on, which was at `before`, is to live; nil when it lives long enough. It is given
-- time anew when an eighth of it has passed, not with each event: it lives an eighth longer for that.
local function renewal(age, before, now)
  local eighth = math.ceil(age / 8)
  return math.floor(before / eighth) ~= math.floor(now / eighth) and eighth * 9 or nil
end

-- Logs an event in a topic, after the one whose id is `previous`, and publishes it there. What is traced is followed by its
-- trace.
local function deliver(event, log, last, channel, previous)
  local before = split(previous)
  local last_life = renewal(event.last_age, before, event.ms)
  if last_life then
    redis.call('SET', last, event.id, 'PX', last_life)
  else
    redis.call('SET', last, event.id, 'KEEPTTL')
  end
  redis.call('XADD', log, 'MAXLEN', '~', event.length, event.id,
    'k', event.kind, 'p', previous, 'n', event.ordinal, 'b', event.packet)
  local log_life = renewal(event.age, before, event.ms)
  if log_life then
    redis.call('PEXPIRE', log, log_life)
  end
  redis.call('SPUBLISH', channel, 'E ' .. event.id .. ' ' .. previous .. ' ' .. event.packet)
  if event.trace then
    redis.call('SPUBLISH', channel, 'S ' .. event.trace)
  end
end
