-- What all scripts that publish have in common: an event's id and its way to a topic. Included by them.

local call, match = redis.call, string.match

local function millis(id)
  return tonumber(match(id, '^%d+'))
end

local function sequence(id)
  return tonumber(match(id, '%d+$'))
end

-- Writes an entry with these fields under the next id of the partition. After a failover to a server whose clock and tail are behind, the
-- id that comes by itself may have been given before: it must be above the floor.
local function append(outbox, floor_ms, floor_seq, ...)
  local id = call('XADD', outbox, '*', ...)
  local ms = millis(id)
  if ms < floor_ms or (ms == floor_ms and sequence(id) <= floor_seq) then
    call('XDEL', outbox, id)
    ms = floor_ms
    id = call('XADD', outbox, string.format('%.0f-%.0f', ms, floor_seq + 1), ...)
  end
  return id, ms
end

-- How long from now what lives for `age` ms from its last event on, which was at `before`, is to live; nil when it lives long enough. It is given
-- time anew when an eighth of it has passed, not with each event: it lives an eighth longer for that.
local function renewal(age, before, now)
  local eighth = age / 8
  return now % eighth < now - before and math.ceil(eighth * 9) or nil
end

-- Logs an event in a topic, after the one whose id is `previous`, and publishes it there. What is traced is followed by its
-- trace.
local function deliver(event, log, last, channel, previous)
  local id, packet, before = event.id, event.packet, millis(previous)
  local last_life = renewal(event.last_age, before, event.ms)
  if last_life then
    call('SET', last, id, 'PX', last_life)
  else
    call('SET', last, id, 'KEEPTTL')
  end
  call('XADD', log, 'MAXLEN', '~', event.length, id, 'k', event.kind, 'p', previous, 'n', event.ordinal, 'b', packet)
  local log_life = renewal(event.age, before, event.ms)
  if log_life then
    call('PEXPIRE', log, log_life)
  end
  call('SPUBLISH', channel, 'E ' .. id .. ' ' .. previous .. ' ' .. packet)
  if event.trace then
    call('SPUBLISH', channel, 'S ' .. event.trace)
  end
end
