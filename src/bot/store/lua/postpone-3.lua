--[[
  Puts a resident's next try off.

  KEYS
    1  lease   holder of the shard
    2  queue   list of the resident's unsent replies
    3  outbox  zset of residents by the time of their next try, ms

  ARGV
    1  instance:fence of who asks
    2  the resident's name in the outbox
    3  how the reply's JSON begins: another reply at the head is left alone
    4  the reply as JSON, with its tries counted
    5  how long to wait, ms

  Returns "", or nil where the lease is not theirs.
]]
if redis.call("GET", KEYS[1]) ~= ARGV[1] then
  return nil
end
local head = redis.call("LINDEX", KEYS[2], 0)
if head and string.sub(head, 1, #ARGV[3]) == ARGV[3] then
  redis.call("LSET", KEYS[2], 0, ARGV[4])
  local time = redis.call("TIME")
  redis.call("ZADD", KEYS[3], time[1] * 1000 + math.floor(time[2] / 1000) + ARGV[5], ARGV[2])
end
return ""
