-- Replaces a definition, if it is still the one that the change was made from.
--
-- KEYS  1 definitions by name   2 perhaps: a schedule of tenants that must be looked at, at once after a change
-- ARGV  1 name   2 the definition so far, empty when there was none   3 the new one   4 tenant
-- Returns {1}, or {0} when it is another one by now.

if (redis.call('HGET', KEYS[1], ARGV[1]) or '') ~= ARGV[2] then
  return {0}
end
redis.call('HSET', KEYS[1], ARGV[1], ARGV[3])
if KEYS[2] then
  redis.call('ZADD', KEYS[2], 0, ARGV[4])
end
return {1}
