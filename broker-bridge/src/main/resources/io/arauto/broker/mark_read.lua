-- Moves a user's read cursor in a channel forward.
--
-- KEYS  1 log of the channel   2 counts   3 cursors of the user
-- ARGV  1 channel   2 event id   3 ordinal of that event, or empty when it is to be looked up
-- Returns {unread, 1 when the cursor moved}; {} when the ordinal is not known here.

local ordinal = tonumber(ARGV[3])
if not ordinal then
  local entry = redis.call('XRANGE', KEYS[1], ARGV[2], ARGV[2])[1]
  ordinal = entry and tonumber(entry[2][6])
  if not ordinal then
    return {}
  end
end

local total = tonumber(redis.call('HGET', KEYS[2], ARGV[1]) or 0)
local cursor = redis.call('HGET', KEYS[3], ARGV[1])
local before = cursor and tonumber(string.match(cursor, ' (%d+)$')) or 0

if ordinal <= before then
  return {math.max(0, total - before), 0}
end
redis.call('HSET', KEYS[3], ARGV[1], ARGV[2] .. ' ' .. string.format('%.0f', ordinal))
return {math.max(0, total - ordinal), 1}
