--[[
  Queues a parked reply again, behind what the resident is still to get.

  KEYS
    1  parked  hash of parked replies
    2  queue   list of the resident's unsent replies
    3  outbox  zset of residents by the time of their next try, ms
    4  lease   holder of the shard; its name is also the channel of its wakes

  ARGV
    1  field of the parked hash
    2  the resident's name in the outbox
    3  the reply as JSON, its tries forgotten

  Returns 1, or 0 where it is parked no more.
]]
if redis.call("HDEL", KEYS[1], ARGV[1]) == 0 then
  return 0
end
local length = redis.call("RPUSH", KEYS[2], ARGV[3])
local time = redis.call("TIME")
redis.call("ZADD", KEYS[3], "NX", time[1] * 1000 + math.floor(time[2] / 1000), ARGV[2])
if length == 1 then
  redis.call("PUBLISH", KEYS[4], ARGV[2])
end
return 1
