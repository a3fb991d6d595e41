-- Notes that a gateway is up in this minute.
--
-- KEYS  1 what the names of all days start with
-- ARGV  1 days for which it is kept

local minute = math.floor(redis.call('TIME')[1] / 60)
local key = string.format('%s:%.0f', KEYS[1], math.floor(minute / 1440))
redis.call('SETBIT', key, minute % 1440, 1)
redis.call('EXPIRE', key, (ARGV[1] + 1) * 86400)
return {1}
