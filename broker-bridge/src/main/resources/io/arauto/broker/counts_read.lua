-- Reads what was counted of a tenant: all of the last short periods, some of each of the last long ones.
--
-- KEYS  1 what the names of the counts of all periods start with
-- ARGV  1, 2 seconds of a short period, and how many to read   3, 4 the same of long ones   5… names of the counts to read of long periods
-- Returns {number of the running long period, {name, sum, …} of the short ones, {count of each name} of each long one from the oldest on}.

local now = tonumber(redis.call('TIME')[1])

local function key(seconds, period)
  return string.format('%s:%d:%.0f', KEYS[1], seconds, period)
end

local seconds = tonumber(ARGV[1])
local last = math.floor(now / seconds)
local names, sums = {}, {}
for period = last - ARGV[2] + 1, last do
  local counts = redis.call('HGETALL', key(seconds, period))
  for index = 1, #counts, 2 do
    local name = counts[index]
    if not sums[name] then
      table.insert(names, name)
    end
    sums[name] = (sums[name] or 0) + counts[index + 1]
  end
end
local recent = {}
for _, name in ipairs(names) do
  table.insert(recent, name)
  table.insert(recent, sums[name])
end

local wanted = {unpack(ARGV, 5)}
seconds = tonumber(ARGV[3])
last = math.floor(now / seconds)
local answer = {last, recent}
for period = last - ARGV[4] + 1, last do
  local counts = redis.call('HMGET', key(seconds, period), unpack(wanted))
  for index = 1, #wanted do
    counts[index] = tonumber(counts[index] or 0)
  end
  table.insert(answer, counts)
end
return answer
