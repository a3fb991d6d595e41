-- A node says that it lives and where, and learns of all others.
--
-- KEYS  1 the register: node by "<time (ms) when it counts as dead> <what it says>"
-- ARGV  1 node   2 what it says   3 ms that this sign of life holds, 0 to leave
-- Returns the time (ms), then node, what it says, node, … of the live ones.

local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
if ARGV[3] == '0' then
  redis.call('HDEL', KEYS[1], ARGV[1])
else
  redis.call('HSET', KEYS[1], ARGV[1], string.format('%.0f ', now + ARGV[3]) .. ARGV[2])
end

local live = {string.format('%.0f', now)}
local all = redis.call('HGETALL', KEYS[1])
for i = 1, #all, 2 do
  local deadline, says = string.match(all[i + 1], '^(%d+) (.*)$')
  if tonumber(deadline) > now then
    live[#live + 1] = all[i]
    live[#live + 1] = says
  else
    redis.call('HDEL', KEYS[1], all[i])
  end
end
return live
