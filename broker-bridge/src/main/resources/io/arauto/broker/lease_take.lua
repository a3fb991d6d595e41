-- Takes a lease that is free, or renews one's own.
--
-- KEYS  1 owner
-- ARGV  1 who asks   2 ms it holds
-- Returns 1 when it is theirs, else 0.

local owner = redis.call('GET', KEYS[1])
if owner and owner ~= ARGV[1] then
  return 0
end
redis.call('SET', KEYS[1], ARGV[1], 'PX', ARGV[2])
return 1
