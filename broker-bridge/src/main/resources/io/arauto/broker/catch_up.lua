-- What topics got since a client left, and the position, read at one moment.
--
-- KEYS  1 outbox   then for each topic two: its log, its last id
-- ARGV  1 most events   2 seconds a last id is kept   then for each topic the id to start after
-- Returns {position, 1 when complete, then for each topic {id, kind, packet, id, kind, packet, …}}; when not complete, fewer.

local function split(id)
  local ms, seq = string.match(id, '(%d+)-(%d+)')
  return tonumber(ms), tonumber(seq)
end

local function after(one, other)
  local ms, seq = split(one)
  local other_ms, other_seq = split(other)
  return ms > other_ms or (ms == other_ms and seq > other_seq)
end

local function position()
  if redis.call('EXISTS', KEYS[1]) == 0 then
    return '0-0'
  end
  local info = redis.call('XINFO', 'STREAM', KEYS[1])
  for index = 1, #info, 2 do
    if info[index] == 'last-generated-id' then
      return info[index + 1]
    end
  end
end

local most, complete = tonumber(ARGV[1]), 1
local answer = {position(), 1}
local now = tonumber(redis.call('TIME')[1])

for topic = 2, #KEYS, 2 do
  local log, last = KEYS[topic], redis.call('GET', KEYS[topic + 1])
  local start = ARGV[topic / 2 + 2]
  local events = {}
  if not last then
    -- Nothing within the life of a last id. Whoever left before that can't be told.
    if start ~= '0-0' and split(start) / 1000 < now - tonumber(ARGV[2]) then
      complete = 0
    end
  elseif after(last, start) then
    local entries = redis.call('XRANGE', log, '(' .. start, '+', 'COUNT', most + 1)
    most = most - #entries
    if #entries == 0 or most < 0 or after(entries[1][2][4], start) then
      complete = 0
      break
    end
    for index, entry in ipairs(entries) do
      local fields = entry[2]
      events[index * 3 - 2], events[index * 3 - 1], events[index * 3] = entry[1], fields[2], fields[8]
    end
  end
  answer[#answer + 1] = events
end

answer[2] = complete
return answer
