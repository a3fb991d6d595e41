-- What all scripts that publish have in common: an event's id, its time and its way to a topic. Included by them.

local function split(id)
  local ms, seq = string.match(id, '(%d+)-(%d+)')
  return tonumber(ms), tonumber(seq)
end

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

-- Logs an event in a topic and publishes it there. A log is given its time to live anew when an eighth of it has passed, not with each
-- event: it lives an eighth longer for that. What is traced is followed by its trace.
local function deliver(event, log, last, channel)
  local eighth = math.ceil(event.age / 8)
  local previous = redis.call('SET', last, event.id, 'EX', event.last_age, 'GET') or '0-0'
  redis.call('XADD', log, 'MAXLEN', '~', event.length, event.id,
    'k', event.kind, 'p', previous, 'n', event.ordinal, 'b', event.packet)
  if math.floor(split(previous) / eighth) ~= math.floor(event.ms / eighth) then
    redis.call('PEXPIRE', log, eighth * 9)
  end
  redis.call('SPUBLISH', channel, 'E ' .. event.id .. ' ' .. previous .. ' ' .. event.packet)
  if event.trace then
    redis.call('SPUBLISH', channel, 'S ' .. event.trace)
  end
end
