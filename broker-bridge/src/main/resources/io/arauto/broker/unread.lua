-- What a user has not read, and the newest event, of several channels.
--
-- KEYS  1 counts   2 cursors of the user   then for each channel its last id
-- ARGV  the channels
-- Returns {unread, last id or 0-0, unread, last id, …}.

local totals = redis.call('HMGET', KEYS[1], unpack(ARGV))
local cursors = redis.call('HMGET', KEYS[2], unpack(ARGV))
local answer = {}
for index = 1, #ARGV do
  local read = cursors[index] and tonumber(string.match(cursors[index], ' (%d+)$')) or 0
  answer[index * 2 - 1] = math.max(0, tonumber(totals[index] or 0) - read)
  answer[index * 2] = redis.call('GET', KEYS[index + 2]) or '0-0'
end
return answer
