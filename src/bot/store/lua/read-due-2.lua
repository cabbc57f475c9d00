--[[
  Returns the residents who have a reply that is due.

  KEYS
    1  lease   holder of the shard
    2  outbox  zset of residents with unsent replies, by the time of their next attempt in ms

  ARGV
    1  the caller, instance:fence
    2  maximum number

  Returns names, the longest due first, or nil if the caller does not hold the lease.
]]
if redis.call("GET", KEYS[1]) ~= ARGV[1] then
  return nil
end
local time = redis.call("TIME")
local now = time[1] * 1000 + math.floor(time[2] / 1000)
return redis.call("ZRANGEBYSCORE", KEYS[2], "-inf", now, "LIMIT", 0, ARGV[2])
