-- Trims the stored head of an outbox; entries of it that can't be stored are kept as dead letters. All or nothing.
--
-- KEYS  1 outbox   2 dead letters
-- ARGV  1 id below which all is stored or dead   then for each dead entry its id and the reason
-- Returns how many entries were removed.

for index = 2, #ARGV, 2 do
  local entry = redis.call('XRANGE', KEYS[1], ARGV[index], ARGV[index])[1]
  if entry then
    local fields = entry[2]
    fields[#fields + 1], fields[#fields + 2] = 'id', entry[1]
    fields[#fields + 1], fields[#fields + 2] = 'reason', ARGV[index + 1]
    redis.call('XADD', KEYS[2], '*', unpack(fields))
  end
end
return redis.call('XTRIM', KEYS[1], 'MINID', '=', ARGV[1])
