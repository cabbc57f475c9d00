--[[
  Postpones a resident's next attempt.

  KEYS
    1  lease   holder of the shard
    2  queue   list of the resident's unsent replies
    3  outbox  zset of residents with unsent replies, by the time of their next attempt in ms

  ARGV
    1  the caller, instance:fence
    2  the resident's name
    3  the first characters of the reply's JSON; another reply at the head is left alone
    4  the reply as JSON, with its tries counted
    5  delay, ms

  Returns "", or nil if the caller does not hold the lease.
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
