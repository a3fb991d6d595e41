-- Writes how many connections a node has, if there is room.
--
-- KEYS  1 connections by node, each "<count> <ms of the last change>"   2 connections by user, of this node
-- ARGV  1 mark of this node   2 user   3, 4 connections that this node has of the tenant and of the user, with this one
--       5, 6 most of the tenant and of the user, 0 for any number   7 ms for which a node that is not known is taken for a new one
--       8… marks of the nodes known to live
-- Returns {1}; {0, 'tenant' | 'user'} when there is no room, and then nothing was written.

local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
local mark, user = ARGV[1], ARGV[2]
local here, own_here = tonumber(ARGV[3]), tonumber(ARGV[4])
local most, most_own = tonumber(ARGV[5]), tonumber(ARGV[6])

if most > 0 or most_own > 0 then
  local alive = {}
  for index = 8, #ARGV do
    alive[ARGV[index]] = true
  end
  local all, own = here, own_here
  local nodes = redis.call('HGETALL', KEYS[1])
  for index = 1, #nodes, 2 do
    local node = nodes[index]
    local count, changed = string.match(nodes[index + 1], '(%d+) (%d+)')
    if node ~= mark then
      local users = KEYS[1] .. ':' .. node
      if alive[node] or now - changed < tonumber(ARGV[7]) then
        all = all + count
        own = own + (redis.call('HGET', users, user) or 0)
      else
        redis.call('HDEL', KEYS[1], node)
        redis.call('DEL', users)
      end
    end
  end
  if most > 0 and all > most then
    return {0, 'tenant'}
  end
  if most_own > 0 and own > most_own then
    return {0, 'user'}
  end
end

local function write(key, field, count, value)
  if count > 0 then
    redis.call('HSET', key, field, value)
  else
    redis.call('HDEL', key, field)
  end
end

write(KEYS[1], mark, here, string.format('%.0f %.0f', here, now))
write(KEYS[2], user, own_here, own_here)
return {1}
