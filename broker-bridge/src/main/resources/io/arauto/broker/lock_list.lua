-- The locks of a resource, or of all resources below it.
--
-- KEYS  1 resources that are locked, by name
-- ARGV  1 prefix of the keys of locks of the tenant   2, 3 least and greatest name as ZRANGEBYLEX takes them   4 most
-- Returns locks: {resource, session, person, since, deadline, fence, claimed}, in order of name; none whose time is over.

local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)

local answer = {}
for _, resource in ipairs(redis.call('ZRANGEBYLEX', KEYS[1], ARGV[2], ARGV[3], 'LIMIT', 0, ARGV[4])) do
  local lock = redis.call('HMGET', ARGV[1] .. resource, 's', 'p', 'i', 'd', 'f', 'c')
  if lock[1] and tonumber(lock[4]) > now then
    answer[#answer + 1] = {resource, lock[1], lock[2], lock[3], lock[4], lock[5], tonumber(lock[6])}
  end
end
return answer
