-- A worker says that it lives, and learns who else does.
--
-- KEYS  1 the register: worker by the time (ms) when it counts as dead
-- ARGV  1 worker   2 ms that this sign of life holds, 0 to leave
-- Returns the live workers.

local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
redis.call('ZADD', KEYS[1], string.format('%.0f', now + ARGV[2]), ARGV[1])
redis.call('ZREMRANGEBYSCORE', KEYS[1], '-inf', string.format('%.0f', now))
return redis.call('ZRANGE', KEYS[1], 0, -1)
