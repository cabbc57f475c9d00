--[[
  Moves a resident's unsent replies from the queue of the former version, unless one of its replicas may be sending them.

  KEYS
    1  former lease   holder of the shard among replicas of the former version
    2  former queue   list of the resident's unsent replies
    3  former outbox  zset of residents with unsent replies
    4  queue          list of the resident's unsent replies
    5  outbox         zset of residents with unsent replies, by the time of their next attempt in ms

  ARGV
    1  the resident's former name
    2  the resident's name
    3… the replies as this version stores them, oldest first

  Returns 1, or 0 if the queue was changed meanwhile or is still served.
]]
if redis.call("EXISTS", KEYS[1]) == 1 or redis.call("LLEN", KEYS[2]) ~= #ARGV - 2 then
  return 0
end
redis.call("DEL", KEYS[2])
redis.call("ZREM", KEYS[3], ARGV[1])
redis.call("RPUSH", KEYS[4], unpack(ARGV, 3))
local time = redis.call("TIME")
redis.call("ZADD", KEYS[5], "NX", time[1] * 1000 + math.floor(time[2] / 1000), ARGV[2])
return 1
