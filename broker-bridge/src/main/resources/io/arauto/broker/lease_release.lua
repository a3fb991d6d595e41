-- Gives a lease back, if it is still one's own.
--
-- KEYS  1 owner
-- ARGV  1 who releases
-- Returns 1 when it was theirs, else 0.

if redis.call('GET', KEYS[1]) == ARGV[1] then
  return redis.call('DEL', KEYS[1])
end
return 0
