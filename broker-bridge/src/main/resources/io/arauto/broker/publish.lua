-- Publishes one event: idempotency, limit, backlog, ordinal, id, hot logs, subscribers. All in one partition, all or nothing.
--
-- KEYS  1 outbox   2 idempotency key   3 counts of the kind   4 cursors of the sender, or counts again when none moves
--       5 what the sender sent in this minute, or the outbox when that is not limited
--       then for each topic three: its log, its last id, its pub/sub channel
-- ARGV  1 most entries the outbox may hold   2 length of a log   3 ms a log is kept   4 ms a last id is kept
--       5 seconds an idempotency key is kept, 0 without one   6 tenant   7 kind   8 topics, comma-separated
--       9 channel or topic that counts it, or empty   10, 11 floor: milliseconds and sequence that the id must be above
--       12 most messages of the sender a minute, 0 for any number
--       13 packet, with \1 where the id goes and \2 where its time goes; who reads it fills that in
--       14 traceparent, or empty
-- Returns {id, 1 when repeated}; {false, ms to wait} when the sender has sent enough; error BACKLOG when the outbox is full.

-- include event.lua

local outbox, once, counts, cursors, sent = unpack(KEYS, 1, 5)
local most_waiting, length, age, last_age, once_age, tenant, kind, topics, place, floor_ms, floor_seq, most_sent, packet, trace = unpack(ARGV)

local unique = once_age ~= '0'
if unique then
  local known = call('GET', once)
  if known then
    -- A write of its own: Redis waits for replicas up to the last write of the connection that asks, and the event may be another's.
    call('EXPIRE', once, once_age)
    return {known, 1}
  end
end

-- The minute begins with its first message.
local limited = most_sent ~= '0'
if limited and tonumber(call('GET', sent) or 0) >= tonumber(most_sent) then
  return {false, call('PTTL', sent)}
end

if call('XLEN', outbox) >= tonumber(most_waiting) then
  return redis.error_reply('BACKLOG the outbox is full')
end

-- Nothing was written up to here. The first write is one that Redis refuses when it is out of memory, and then all are.
-- What Redis gives as a number is made a text once: it would be with each call that takes it.
local counted = place ~= ''
local ordinal = counted and string.format('%.0f', call('HINCRBY', counts, place, 1)) or ''

local previous = {}
for topic = 6, #KEYS, 3 do
  previous[#previous + 1] = call('GET', KEYS[topic + 1]) or '0-0'
end

trace = trace ~= '' and trace

-- One that is traced has a field more.
local function traced()
  if trace then
    return 'x', trace
  end
end

local id, ms = append(outbox, tonumber(floor_ms), tonumber(floor_seq),
  't', tenant, 'k', kind, 'o', topics, 'p', table.concat(previous, ','), 'n', ordinal, 'b', packet, traced())

if limited and call('INCR', sent) == 1 then
  call('PEXPIRE', sent, 60000)
end
if unique then
  call('SET', once, id, 'EX', once_age)
end
if counted and cursors ~= counts then
  call('HSET', cursors, place, id .. ' ' .. ordinal)
end

local event = {
  id = id, ms = ms, kind = kind, ordinal = ordinal, packet = packet, trace = trace,
  length = length, age = tonumber(age), last_age = tonumber(last_age)
}
for topic = 6, #KEYS, 3 do
  deliver(event, KEYS[topic], KEYS[topic + 1], KEYS[topic + 2], previous[topic / 3 - 1])
end

return {id, 0}
