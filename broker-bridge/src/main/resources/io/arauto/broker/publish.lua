-- Publishes one event: idempotency, limit, backlog, ordinal, id, hot logs, subscribers. All in one partition, all or nothing.
--
-- Given  most_waiting  most entries the outbox may hold   log_length  length of a log   log_age  ms a log is kept
--        last_id_age  ms a last id is kept   once_age  seconds an idempotency key is kept
-- KEYS  1 outbox; then, of these, those that an argument asks for, in this order: the idempotency key, the counts of the kind,
--       the cursors of the sender, what the sender sent in this minute; then for each topic three: its log, its last id, its
--       pub/sub channel
-- ARGV  1 tenant   2 kind   3 topics, comma-separated   4, 5 floor: milliseconds and sequence that the id must be above
--       6 packet, with \1 where the id goes and \2 where its time goes; who reads it fills that in
--       Empty, or left out at the end, when there is none:
--       7 most messages of the sender a minute   8 traceparent   9 1 for a request that may come again
--       10 channel or topic that counts it   11 1 when the sender's cursor moves on to it
-- Returns its id; {id} of the first one for a request that came again; {false, ms to wait} when the sender has sent enough;
-- error BACKLOG when the outbox is full.

-- include event.lua

local tenant, kind, topics, floor_ms, floor_seq, packet, most_sent, trace, repeatable, place, read_on = unpack(ARGV)

local function given(argument)
  return argument and argument ~= ''
end

local outbox, used = KEYS[1], 1

local function key_when(argument)
  if given(argument) then
    used = used + 1
    return KEYS[used]
  end
end

local once, counts, cursors, sent = key_when(repeatable), key_when(place), key_when(read_on), key_when(most_sent)
local first_topic = used + 1

if once then
  local known = call('GET', once)
  if known then
    -- A write of its own: Redis waits for replicas up to the last write of the connection that asks, and the event may be another's.
    call('EXPIRE', once, once_age)
    return {known}
  end
end

-- The minute begins with its first message.
if sent and tonumber(call('GET', sent) or 0) >= tonumber(most_sent) then
  return {false, call('PTTL', sent)}
end

if call('XLEN', outbox) >= most_waiting then
  return redis.error_reply('BACKLOG the outbox is full')
end

-- Nothing was written up to here. The first write is one that Redis refuses when it is out of memory, and then all are.
-- What Redis gives as a number is made a text once: it would be with each call that takes it.
local ordinal = counts and string.format('%.0f', call('HINCRBY', counts, place, 1)) or ''

local previous = {}
for topic = first_topic, #KEYS, 3 do
  previous[#previous + 1] = call('GET', KEYS[topic + 1]) or '0-0'
end

trace = given(trace) and trace

-- One that is traced has a field more.
local function traced()
  if trace then
    return 'x', trace
  end
end

local id, ms = append(outbox, tonumber(floor_ms), tonumber(floor_seq),
  't', tenant, 'k', kind, 'o', topics, 'p', table.concat(previous, ','), 'n', ordinal, 'b', packet, traced())

if sent and call('INCR', sent) == 1 then
  call('PEXPIRE', sent, 60000)
end
if once then
  call('SET', once, id, 'EX', once_age)
end
if cursors then
  call('HSET', cursors, place, id .. ' ' .. ordinal)
end

local event = {
  id = id, ms = ms, kind = kind, ordinal = ordinal, packet = packet, trace = trace,
  length = log_length, age = log_age, last_age = last_id_age
}
for topic = first_topic, #KEYS, 3 do
  deliver(event, KEYS[topic], KEYS[topic + 1], KEYS[topic + 2], previous[(topic - first_topic) / 3 + 1])
end

return id
