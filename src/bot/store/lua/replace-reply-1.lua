--[[
  Replaces an unsent reply that is sealed anew.

  KEYS
    1  queue  list of the resident's unsent replies

  ARGV
    1  the reply that is expected
    2  its replacement

  Returns 1, or 0 if it is not queued any more.
]]
local index = redis.call("LPOS", KEYS[1], ARGV[1])
if not index then
  return 0
end
redis.call("LSET", KEYS[1], index, ARGV[2])
return 1
