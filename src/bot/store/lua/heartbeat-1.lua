--[[
  Says that a replica lives, and counts those that do.

  KEYS
    1  replicas  zset of instances by the time of their last beat, ms

  ARGV
    1  this instance
    2  silence after which a replica counts as gone, ms

  Returns how many live, this one included.
]]
local time = redis.call("TIME")
local now = time[1] * 1000 + math.floor(time[2] / 1000)
redis.call("ZADD", KEYS[1], now, ARGV[1])
redis.call("ZREMRANGEBYSCORE", KEYS[1], "-inf", "(" .. (now - ARGV[2]))
return redis.call("ZCARD", KEYS[1])
