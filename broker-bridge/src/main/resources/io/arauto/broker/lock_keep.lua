-- Renews all that live sessions hold and wait for.
--
-- ARGV  after those of lock.lua, for each session two:  tenant   session
-- Returns {newest id, then for each session: {how many it waits for, locks…}}.

-- include lock.lua

local answer = {}
for index = 8, #ARGV, 2 do
  local tenant, session = ARGV[index], ARGV[index + 1]
  if keep(tenant, session) then
    for _, resource in ipairs(resources(tenant, session, 'h')) do
      local lock = current(tenant, resource)
      if lock and lock.session == session and lock.claimed then
        renew(lock)
      end
    end
  end
  answer[#answer + 1] = holdings(tenant, session)
end
table.insert(answer, 1, newest)
return answer
