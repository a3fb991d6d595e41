-- Renews the lease of a node and tells which nodes have let theirs run out.
--
-- KEYS  1 nodes: node -> when its lease ends
-- ARGV  1 node   2 ms of a lease
-- Returns {1 when the node did not count as alive, dead node, dead node, …}.

local clock = redis.call('TIME')
local now = clock[1] * 1000 + math.floor(clock[2] / 1000)
local ends = tonumber(redis.call('ZSCORE', KEYS[1], ARGV[1]) or 0)
redis.call('ZADD', KEYS[1], now + ARGV[2], ARGV[1])
local answer = {ends <= now and 1 or 0}
for _, dead in ipairs(redis.call('ZRANGEBYSCORE', KEYS[1], '-inf', now)) do
  answer[#answer + 1] = dead
end
return answer
