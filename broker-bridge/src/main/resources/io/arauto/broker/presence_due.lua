-- The tenants of a partition in which some user's presence must be looked at now.
--
-- KEYS  1 schedule: tenant -> when it must be looked at
-- Returns the tenants, the longest overdue first.

local clock = redis.call('TIME')
return redis.call('ZRANGEBYSCORE', KEYS[1], '-inf', clock[1] * 1000 + math.floor(clock[2] / 1000))
