-- The newest notifications of several topics, as far as the hot logs tell, and what their reader has read.
--
-- KEYS  1 notifications ever sent, by topic   2 what the reader has read, by topic   then for each topic its log
-- ARGV  1 id before which, or +   2 most notifications   3 1 to leave out what has been read   4 most events to look at in a log
--       then the topics
-- Returns {1 when no older store can add anything, for each topic {sent, ranges read}, notifications from the newest on: each
-- {number of its topic, id, ordinal, packet}}.

local before, most, unread_only, depth = ARGV[1], tonumber(ARGV[2]), ARGV[3] == '1', tonumber(ARGV[4])
local PAGE = 50

local function split(id)
  local ms, seq = string.match(id, '(%d+)-(%d+)')
  return tonumber(ms), tonumber(seq)
end

local function newer(one, other)
  local ms, seq = split(one)
  local other_ms, other_seq = split(other)
  return ms > other_ms or (ms == other_ms and seq > other_seq)
end

local function ranges_of(text)
  local ranges = {}
  for from, to in string.gmatch(text, '(%d+)-(%d+)') do
    ranges[#ranges + 1] = {tonumber(from), tonumber(to)}
  end
  return ranges
end

local function contains(ranges, ordinal)
  for _, range in ipairs(ranges) do
    if ordinal >= range[1] and ordinal <= range[2] then
      return true
    end
  end
  return false
end

local found = {}
-- Down to here, over all topics, the logs are known to be complete.
local horizon = nil

-- Whether the topic's very first notification is still in the log; one page of it tells, or nothing does.
local function reaches_the_first(log)
  for _, entry in ipairs(redis.call('XRANGE', log, '-', '+', 'COUNT', PAGE)) do
    if entry[2][2] == 'notification' then
      return tonumber(entry[2][6]) == 1
    end
  end
  return false
end

-- Collects from one log. Answers nil when nothing older is wanted of the topic, else the id down to which was looked.
local function collect(topic, log, ranges)
  local oldest_wanted = unread_only and ranges[1] and ranges[1][1] == 1 and ranges[1][2] + 1 or 1
  local from, taken, looked = before == '+' and '+' or '(' .. before, 0, 0
  local seen = before
  while looked < depth do
    local entries = redis.call('XREVRANGE', log, from, '-', 'COUNT', PAGE)
    for _, entry in ipairs(entries) do
      seen = entry[1]
      local fields = entry[2]
      local ordinal = fields[2] == 'notification' and tonumber(fields[6])
      if ordinal then
        if ordinal >= oldest_wanted and not (unread_only and contains(ranges, ordinal)) then
          taken = taken + 1
          found[#found + 1] = {topic, entry[1], fields[6], fields[8]}
        end
        if taken == most or ordinal <= oldest_wanted then
          return nil
        end
      end
    end
    if #entries < PAGE then
      return not reaches_the_first(log) and seen or nil
    end
    looked = looked + #entries
    from = '(' .. seen
  end
  return seen
end

local topics = {}
for topic = 1, #KEYS - 2 do
  local name = ARGV[topic + 4]
  local sent = tonumber(redis.call('HGET', KEYS[1], name) or 0)
  local read = redis.call('HGET', KEYS[2], name) or ''
  topics[topic] = {sent, read}
  local ranges = ranges_of(read)
  local all_read = ranges[1] and ranges[1][1] == 1 and ranges[1][2] >= sent
  if sent > 0 and not (unread_only and all_read) then
    local seen = collect(topic, KEYS[topic + 2], ranges)
    if seen == '+' or (seen and horizon ~= '+' and (not horizon or newer(seen, horizon))) then
      horizon = seen
    end
  end
end

table.sort(found, function(one, other) return newer(one[2], other[2]) end)
local last = found[most]
local complete = not horizon or (last and horizon ~= '+' and not newer(horizon, last[2]))

local answer = {complete and 1 or 0, topics}
for index = 1, math.min(most, #found) do
  answer[#answer + 1] = found[index]
end
return answer
