--[[
  Queues a dead letter again, behind the other unsent replies of its resident.

  KEYS
    1  parked  hash of dead letters
    2  queue   list of the resident's unsent replies
    3  outbox  zset of residents with unsent replies, by the time of their next attempt in ms
    4  lease   holder of the shard; its name is also the channel that notifies the holder

  ARGV
    1  field in the hash of dead letters
    2  the resident's name
    3  the reply as JSON, with no tries counted

  Returns 1, or 0 if it is no dead letter any more.
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
