--[[
  Reports that a replica is alive, and counts those that are.

  KEYS
    1  replicas  zset of instances by the time of their last heartbeat, ms

  ARGV
    1  this instance
    2  silence after which a replica counts as dead, ms

  Returns the number of living replicas, this one included.
]]
local time = redis.call("TIME")
local now = time[1] * 1000 + math.floor(time[2] / 1000)
redis.call("ZADD", KEYS[1], now, ARGV[1])
redis.call("ZREMRANGEBYSCORE", KEYS[1], "-inf", "(" .. (now - ARGV[2]))
return redis.call("ZCARD", KEYS[1])
