-- In how many of the last minutes some gateway was up, by one bit for each minute of a day.
--
-- KEYS  1 what the names of all days start with
-- ARGV  1 days to look back, with today
-- Returns {minutes up, minutes since the first of them, that one in minutes since 1970}; zeros when there is none.

local minute = math.floor(redis.call('TIME')[1] / 60)
local today = math.floor(minute / 1440)

local function key(day)
  return string.format('%s:%.0f', KEYS[1], day)
end

local up, first = 0, nil
for day = today - ARGV[1] + 1, today do
  local count = redis.call('BITCOUNT', key(day))
  if count > 0 and not first then
    first = day * 1440 + redis.call('BITPOS', key(day), 1)
  end
  up = up + count
end
if not first then
  return {0, 0, 0}
end
-- The running minute counts once a gateway was up in it.
return {up, minute - first + redis.call('GETBIT', key(today), minute % 1440), first}
