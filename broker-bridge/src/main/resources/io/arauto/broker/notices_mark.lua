-- Marks notifications as read: one of them, or one and all older ones of all its reader's topics. All or nothing.
--
-- KEYS  1 notifications ever sent, by topic   2 what the reader has read, by topic   then for each topic two: its log, its last id
-- ARGV  1 event id   2 1 to mark all older ones too   3 most ranges of a topic
--       then for each topic two: its key; the ordinal to mark in it, where the caller knows it, or empty
-- Returns {outcome, numbers of the topics whose log does not tell enough, for each topic {sent, ranges read}}; outcome 0 nothing changed,
-- 1 changed, 2 not known here, 3 too many ranges.

local id, older_too, most = ARGV[1], ARGV[2] == '1', tonumber(ARGV[3])
local PAGE = 50

local function split(text)
  local ms, seq = string.match(text, '(%d+)-(%d+)')
  return tonumber(ms), tonumber(seq)
end

local function after(one, other)
  local ms, seq = split(one)
  local other_ms, other_seq = split(other)
  return ms > other_ms or (ms == other_ms and seq > other_seq)
end

-- The ordinal of the topic's newest notification up to id, 0 when there is none; nil when the log does not go back so far.
local function newest_up_to(log, last, sent)
  if not last then
    return nil
  end
  if sent == 0 or not after(last, id) then
    return sent
  end
  local from, first = id, true
  while true do
    local entries = redis.call('XRANGE', log, '(' .. from, '+', 'COUNT', PAGE)
    if first and (#entries == 0 or after(entries[1][2][4], id)) then
      return nil
    end
    first = false
    for _, entry in ipairs(entries) do
      if entry[2][2] == 'notification' then
        return tonumber(entry[2][6]) - 1
      end
      from = entry[1]
    end
    if #entries < PAGE then
      return sent
    end
  end
end

-- The ordinal of the notification with that id, nil when it is not in this log.
local function exactly(log)
  local entry = redis.call('XRANGE', log, id, id)[1]
  return entry and entry[2][2] == 'notification' and tonumber(entry[2][6]) or nil
end

local function with(text, from, to)
  local ranges, placed = {}, false
  for low, high in string.gmatch(text, '(%d+)-(%d+)') do
    low, high = tonumber(low), tonumber(high)
    if high < from - 1 then
      ranges[#ranges + 1] = {low, high}
    elseif low > to + 1 then
      if not placed then
        ranges[#ranges + 1], placed = {from, to}, true
      end
      ranges[#ranges + 1] = {low, high}
    else
      from, to = math.min(from, low), math.max(to, high)
    end
  end
  if not placed then
    ranges[#ranges + 1] = {from, to}
  end
  local words = {}
  for index, range in ipairs(ranges) do
    words[index] = string.format('%.0f-%.0f', range[1], range[2])
  end
  return table.concat(words, ','), #ranges
end

local sent, read, changes, unknown = {}, {}, {}, {}
local known, crowded = older_too, false
for topic = 1, (#KEYS - 2) / 2 do
  local log, last, name = KEYS[topic * 2 + 1], KEYS[topic * 2 + 2], ARGV[topic * 2 + 2]
  sent[topic] = tonumber(redis.call('HGET', KEYS[1], name) or 0)
  read[topic] = redis.call('HGET', KEYS[2], name) or ''
  local ordinal = tonumber(ARGV[topic * 2 + 3])
  if not ordinal then
    if not older_too then
      ordinal = exactly(log)
    elseif sent[topic] == 0 or read[topic] == string.format('1-%.0f', sent[topic]) then
      ordinal = 0
    else
      ordinal = newest_up_to(log, redis.call('GET', last), sent[topic])
      if not ordinal then
        unknown[#unknown + 1] = topic
      end
    end
  end
  if ordinal and ordinal > 0 then
    known = true
    local ranges, count = with(read[topic], older_too and 1 or ordinal, ordinal)
    crowded = crowded or count > most
    if ranges ~= read[topic] then
      changes[#changes + 1] = {topic, name, ranges}
    end
  end
end

local outcome = (#unknown > 0 or not known) and 2 or crowded and 3 or #changes > 0 and 1 or 0
if outcome == 1 then
  for _, change in ipairs(changes) do
    redis.call('HSET', KEYS[2], change[2], change[3])
    read[change[1]] = change[3]
  end
end

local answer = {outcome, unknown}
for topic = 1, #sent do
  answer[#answer + 1] = {sent[topic], read[topic]}
end
return answer
