-- Replaces a definition, if it is still the one that the change was made from.
--
-- KEYS  1 definitions by name
-- ARGV  1 name   2 the definition so far, empty when there was none   3 the new one
-- Returns {1}, or {0} when it is another one by now.

if (redis.call('HGET', KEYS[1], ARGV[1]) or '') ~= ARGV[2] then
  return {0}
end
redis.call('HSET', KEYS[1], ARGV[1], ARGV[3])
return {1}
