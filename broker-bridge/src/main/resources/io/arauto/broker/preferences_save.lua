-- Replaces what a user prefers, if it is still what the caller has seen.
--
-- KEYS  1 preferences by user
-- ARGV  1 user   2 revision that the caller has seen, 0 for none   3 the new ones
-- Returns the new revision, 0 when they have changed meanwhile.

local current = redis.call('HGET', KEYS[1], ARGV[1])
local revision = current and string.match(current, '^%d+') or '0'
if revision ~= ARGV[2] then
  return 0
end
local next = revision + 1
redis.call('HSET', KEYS[1], ARGV[1], string.format('%.0f ', next) .. ARGV[3])
return next
