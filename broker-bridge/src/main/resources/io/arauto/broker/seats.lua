-- Writes how many connections a node has, for one user after the other, if there is room.
--
-- KEYS  1 connections by node, each "<count> <ms of the last change>"   2 connections by user, of this node
-- ARGV  1 mark of this node   2 ms for which a node that is not known is taken for a new one   3 how many nodes are known to live
--       4… their marks   then for each user five: the user; connections that this node has of the tenant and of the user, with this one; most of
--       the tenant and of the user, 0 for any number
-- Returns for each user {1}, or {0, 'tenant' | 'user'} when there is no room, and then nothing was written.

local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
local mark = ARGV[1]
local first = 4 + tonumber(ARGV[3])

-- Connections of the other nodes, and the keys of their users.
local elsewhere, places

local function look()
  elsewhere, places = 0, {}
  local alive = {}
  for index = 4, first - 1 do
    alive[ARGV[index]] = true
  end
  local nodes = redis.call('HGETALL', KEYS[1])
  for index = 1, #nodes, 2 do
    local node = nodes[index]
    local count, changed = string.match(nodes[index + 1], '(%d+) (%d+)')
    if node ~= mark then
      local users = KEYS[1] .. ':' .. node
      if alive[node] or now - changed < tonumber(ARGV[2]) then
        elsewhere = elsewhere + count
        places[#places + 1] = users
      else
        redis.call('HDEL', KEYS[1], node)
        redis.call('DEL', users)
      end
    end
  end
end

local function full(user, here, own, most, most_own)
  if most == 0 and most_own == 0 then
    return nil
  end
  if not places then
    look()
  end
  if most > 0 and here + elsewhere > most then
    return 'tenant'
  end
  if most_own > 0 then
    for _, users in ipairs(places) do
      own = own + (redis.call('HGET', users, user) or 0)
    end
  end
  return most_own > 0 and own > most_own and 'user' or nil
end

local function write(key, field, count, value)
  if count > 0 then
    redis.call('HSET', key, field, value)
  else
    redis.call('HDEL', key, field)
  end
end

local answers = {}
local written
for index = first, #ARGV, 5 do
  local user, here, own = ARGV[index], tonumber(ARGV[index + 1]), tonumber(ARGV[index + 2])
  local of = full(user, here, own, tonumber(ARGV[index + 3]), tonumber(ARGV[index + 4]))
  if not of then
    write(KEYS[2], user, own, own)
    written = here
  end
  answers[#answers + 1] = of and {0, of} or {1}
end
if written then
  write(KEYS[1], mark, written, string.format('%.0f %.0f', written, now))
end
return answers
