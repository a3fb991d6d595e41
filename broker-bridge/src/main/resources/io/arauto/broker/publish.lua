-- Publishes one event: idempotency, backlog, ordinal, id, hot logs, subscribers. All in one partition, all or nothing.
--
-- KEYS  1 outbox   2 idempotency key   3 counts of the kind   4 cursors of the sender, or counts again when none moves
--       then for each topic three: its log, its last id, its pub/sub channel
-- ARGV  1 most entries the outbox may hold   2 length of a log   3 ms a log is kept   4 seconds a last id is kept
--       5 seconds an idempotency key is kept, 0 without one   6 tenant   7 kind   8 1 when stored   9 topics, comma-separated
--       10 channel or topic that counts it, or empty   11, 12 floor: milliseconds and sequence that the id must be above
--       13 body, with \1 where the id goes, \2 where its time goes and \3 where the ordinal goes
-- Returns {id, 1 when repeated}; error BACKLOG when the outbox is full.

local outbox, body = KEYS[1], ARGV[13]

local once = tonumber(ARGV[5])
if once > 0 then
  local known = redis.call('GET', KEYS[2])
  if known then
    return {known, 1}
  end
end

if redis.call('XLEN', outbox) >= tonumber(ARGV[1]) then
  return redis.error_reply('BACKLOG the outbox is full')
end

-- Nothing was written up to here. The first write is one that Redis refuses when it is out of memory, and then all are.
local counted = ARGV[10] ~= ''
local ordinal = counted and redis.call('HINCRBY', KEYS[3], ARGV[10], 1) or ''

local function add(id)
  return redis.call('XADD', outbox, id, 't', ARGV[6], 'k', ARGV[7], 'o', ARGV[9], 'n', ordinal, 'b', body)
end

local function split(id)
  local ms, seq = string.match(id, '(%d+)-(%d+)')
  return tonumber(ms), tonumber(seq)
end

local id = add('*')
local ms, seq = split(id)

-- After a failover to a server whose clock and tail are behind, the id that comes by itself may have been given before.
local floor_ms, floor_seq = tonumber(ARGV[11]), tonumber(ARGV[12])
if ms < floor_ms or (ms == floor_ms and seq <= floor_seq) then
  redis.call('XDEL', outbox, id)
  ms, seq = floor_ms, floor_seq + 1
  id = add(string.format('%.0f-%.0f', ms, seq))
end

if ARGV[8] ~= '1' then
  redis.call('XDEL', outbox, id)
end
if once > 0 then
  redis.call('SET', KEYS[2], id, 'EX', once)
end
if counted and KEYS[4] ~= KEYS[3] then
  redis.call('HSET', KEYS[4], ARGV[10], id .. ' ' .. ordinal)
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

local packet = string.gsub(body, '[\1\2\3]', {['\1'] = id, ['\2'] = rfc3339(ms), ['\3'] = ordinal})

-- A log is given its time to live anew when an eighth of it has passed, not with each event: it lives an eighth longer for that.
local eighth = math.ceil(ARGV[3] / 8)

for topic = 5, #KEYS, 3 do
  local log, last = KEYS[topic], KEYS[topic + 1]
  local previous = redis.call('SET', last, id, 'EX', ARGV[4], 'GET') or '0-0'
  redis.call('XADD', log, 'MAXLEN', '~', ARGV[2], id, 'k', ARGV[7], 'p', previous, 'n', ordinal, 'b', packet)
  if math.floor(split(previous) / eighth) ~= math.floor(ms / eighth) then
    redis.call('PEXPIRE', log, eighth * 9)
  end
  redis.call('PUBLISH', KEYS[topic + 2], 'E ' .. id .. ' ' .. previous .. ' ' .. packet)
end

return {id, 0}
