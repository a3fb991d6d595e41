-- What topics got since a client left, and the position, read at one moment.
--
-- KEYS  1 outbox   then for each topic two: its log, its last id
-- ARGV  1 most events   2 seconds a last id is kept   3 floor: the newest id of the partition that the caller has seen
--       then for each topic the id to start after
-- Returns {position, then for each topic {1, id, kind, packet, id, kind, packet, …}, or {0, its last id} when not all can be told}.

local outbox, floor = KEYS[1], ARGV[3]

local function split(id)
  local ms, seq = string.match(id, '(%d+)-(%d+)')
  return tonumber(ms), tonumber(seq)
end

local function after(one, other)
  local ms, seq = split(one)
  local other_ms, other_seq = split(other)
  return ms > other_ms or (ms == other_ms and seq > other_seq)
end

local function last_generated()
  if redis.call('EXISTS', outbox) == 0 then
    return '0-0'
  end
  local info = redis.call('XINFO', 'STREAM', outbox)
  for index = 1, #info, 2 do
    if info[index] == 'last-generated-id' then
      return info[index + 1]
    end
  end
end

local position = last_generated()
if after(floor, position) then
  -- This server has lost its newest events. What comes next must still be newer than what clients have seen.
  redis.call('XADD', outbox, floor, 'k', 'floor')
  redis.call('XDEL', outbox, floor)
  position = floor
end

local most = tonumber(ARGV[1])
local now = tonumber(redis.call('TIME')[1])

-- The events of a topic after start; nil when some of them are gone, or are too many.
local function missed(log, last, start)
  if not last then
    -- Nothing within the life of a last id. Whoever left before that can't be told.
    local long_ago = start ~= '0-0' and split(start) / 1000 < now - tonumber(ARGV[2])
    return not long_ago and {} or nil
  end
  if not after(last, start) then
    return {}
  end
  if most <= 0 then
    return nil
  end
  local entries = redis.call('XRANGE', log, '(' .. start, '+', 'COUNT', most + 1)
  if #entries == 0 or #entries > most or after(entries[1][2][4], start) then
    return nil
  end
  most = most - #entries
  return entries
end

local answer = {position}
for topic = 2, #KEYS, 2 do
  local last = redis.call('GET', KEYS[topic + 1])
  local entries = missed(KEYS[topic], last, ARGV[topic / 2 + 3])
  local found = entries and {1} or {0, last or '0-0'}
  for _, entry in ipairs(entries or {}) do
    local fields = entry[2]
    found[#found + 1], found[#found + 2], found[#found + 3] = entry[1], fields[2], fields[8]
  end
  answer[#answer + 1] = found
end
return answer
