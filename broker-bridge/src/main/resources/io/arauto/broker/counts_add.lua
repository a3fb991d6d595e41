-- Adds to what was counted of a tenant, for short periods and for long ones.
--
-- KEYS  1 what the names of the counts of all periods start with
-- ARGV  1, 2 seconds of a short period, and how many are kept   3, 4 the same of long ones   5… name and amount of each count

local now = tonumber(redis.call('TIME')[1])

local function add(seconds, kept)
  local key = string.format('%s:%d:%.0f', KEYS[1], seconds, math.floor(now / seconds))
  for index = 5, #ARGV, 2 do
    redis.call('HINCRBY', key, ARGV[index], ARGV[index + 1])
  end
  redis.call('EXPIRE', key, seconds * (kept + 1))
end

add(tonumber(ARGV[1]), ARGV[2])
add(tonumber(ARGV[3]), ARGV[4])
return {1}
