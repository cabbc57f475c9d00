--[[
  Who has a reply to be sent now.

  KEYS
    1  lease   holder of the shard
    2  outbox  zset of residents by the time of their next try, ms

  ARGV
    1  instance:fence of who asks
    2  how many at most

  Returns names, the longest due first, or nil where the lease is not theirs.
]]
if redis.call("GET", KEYS[1]) ~= ARGV[1] then
  return nil
end
local time = redis.call("TIME")
local now = time[1] * 1000 + math.floor(time[2] / 1000)
return redis.call("ZRANGEBYSCORE", KEYS[2], "-inf", now, "LIMIT", 0, ARGV[2])
