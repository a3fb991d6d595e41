-- Forgets a dead node, all of whose users have been seen to. One that has come back meanwhile may have lost some of them to that: it
-- is taken off the list alone, so that it finds itself unknown and records its connections again.
--
-- KEYS  1 nodes: node -> when its lease ends   2 tenants of that node
-- ARGV  1 node
-- Returns 1 when it was dead, else 0.

local clock = redis.call('TIME')
local now = clock[1] * 1000 + math.floor(clock[2] / 1000)
local ends = tonumber(redis.call('ZSCORE', KEYS[1], ARGV[1]) or 0)
redis.call('ZREM', KEYS[1], ARGV[1])
if ends > now then
  return 0
end
redis.call('DEL', KEYS[2])
return 1
