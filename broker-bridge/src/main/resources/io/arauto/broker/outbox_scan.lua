-- What waits to be written to storage of some topics of a tenant, a piece of the outbox at a time.
--
-- KEYS  1 outbox
-- ARGV  1 tenant   2 id to start after   3 id to end with   4 entries to look at   then the topics
-- Returns {id to go on after, or empty at the end, then id, fields, id, fields, …}.

local wanted = {}
for argument = 5, #ARGV do
  wanted[ARGV[argument]] = true
end

local function carries(fields)
  local concerns = false
  for index = 1, #fields, 2 do
    if fields[index] == 't' and fields[index + 1] ~= ARGV[1] then
      return false
    elseif fields[index] == 'o' then
      for topic in string.gmatch(fields[index + 1], '[^,]+') do
        concerns = concerns or wanted[topic] or false
      end
    end
  end
  return concerns
end

local most = tonumber(ARGV[4])
local entries = redis.call('XRANGE', KEYS[1], '(' .. ARGV[2], ARGV[3], 'COUNT', most)
local answer = {#entries == most and entries[most][1] or ''}
for _, entry in ipairs(entries) do
  if carries(entry[2]) then
    answer[#answer + 1], answer[#answer + 2] = entry[1], entry[2]
  end
end
return answer
