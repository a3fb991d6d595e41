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

local outbox, body = KEYS[1], ARGV[13]

local once = tonumber(ARGV[5])
if once > 0 then
  local known = redis.call('GET', KEYS[2])
  if known then
    -- A write of its own: Redis waits for replicas up to the last write of the connection that asks, and the event may be another's.
    redis.call('EXPIRE', KEYS[2], once)
    return {known, 1}
  end
end

-- The minute begins with its first message.
local most = tonumber(ARGV[12])
if most > 0 and tonumber(redis.call('GET', KEYS[5]) or 0) >= most then
  return {false, redis.call('PTTL', KEYS[5])}
end

if redis.call('XLEN', outbox) >= tonumber(ARGV[1]) then
  return redis.error_reply('BACKLOG the outbox is full')
end

-- Nothing was written up to here. The first write is one that Redis refuses when it is out of memory, and then all are.
local counted = ARGV[9] ~= ''
local ordinal = counted and redis.call('HINCRBY', KEYS[3], ARGV[9], 1) or ''

local previous = {}
for topic = 6, #KEYS, 3 do
  previous[#previous + 1] = redis.call('GET', KEYS[topic + 1]) or '0-0'
end

-- One that is traced has a field more.
local trace = (ARGV[14] or '') ~= '' and ARGV[14]
local traced = trace and {'x', trace} or {}
local id, ms = append(outbox, tonumber(ARGV[10]), tonumber(ARGV[11]),
  't', ARGV[6], 'k', ARGV[7], 'o', ARGV[8], 'p', table.concat(previous, ','), 'n', ordinal, 'b', body, unpack(traced))

if most > 0 and redis.call('INCR', KEYS[5]) == 1 then
  redis.call('PEXPIRE', KEYS[5], 60000)
end
if once > 0 then
  redis.call('SET', KEYS[2], id, 'EX', once)
end
if counted and KEYS[4] ~= KEYS[3] then
  redis.call('HSET', KEYS[4], ARGV[9], id .. ' ' .. ordinal)
end

local event = {
  id = id, ms = ms, kind = ARGV[7], ordinal = ordinal, packet = body, trace = trace,
  length = ARGV[2], age = tonumber(ARGV[3]), last_age = tonumber(ARGV[4])
}
for topic = 6, #KEYS, 3 do
  deliver(event, KEYS[topic], KEYS[topic + 1], KEYS[topic + 2], previous[topic / 3 - 1])
end

return {id, 0}
