-- What others see of the users who changed after a version, in order of their newest changes.
--
-- KEYS  1 users of the tenant: user -> record, #version   2 changed: user -> version of its newest change
-- ARGV  1 version   2 most users
-- Returns {version up to which this is all, 1 when that is the newest, user, its version, record, user, …}.

local found = redis.call('ZRANGEBYSCORE', KEYS[2], '(' .. ARGV[1], '+inf', 'WITHSCORES', 'LIMIT', 0, ARGV[2])
local complete = #found < 2 * ARGV[2]
local answer = {
  complete and (redis.call('HGET', KEYS[1], '#version') or '0') or found[#found], complete and 1 or 0
}
for index = 1, #found, 2 do
  local record = redis.call('HGET', KEYS[1], found[index])
  if record then
    answer[#answer + 1] = found[index]
    answer[#answer + 1] = found[index + 1]
    answer[#answer + 1] = record
  end
end
return answer
