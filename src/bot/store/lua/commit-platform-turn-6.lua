--[[
  Commits one turn of one resident of a platform: all of it or nothing.

  KEYS
    1  flow    hash: v (version), s (sealed state)
    2  seen    seen-mark of the message that this turn answers
    3  facts   stream of turn facts, field f
    4  queue   list of the resident's unsent replies, oldest first; never expires
    5  outbox  zset of residents with unsent replies, by the time of their next attempt in ms
    6  lease   holder of the shard, instance:fence; its name is also the channel that notifies the holder

  ARGV
    1  version that the turn was loaded with, 0 if nothing was stored
    2  version of the new state
    3  sealed state
    4  lifetime of the state, seconds
    5  lifetime of the seen-mark, seconds
    6  fact as JSON
    7  this instance
    8  the resident's name, in which the user is hashed
    9… replies as JSON with their content sealed, in the order of sending

  Returns
    "committed"  if another instance holds the shard, it is notified
    "first"      committed; this instance holds the shard and no earlier reply waits, so it may send at once
    "seen"       the message was answered before; nothing is changed
    "stale"      another turn was committed since the load; nothing is changed
]]
if (redis.call("HGET", KEYS[1], "v") or "0") ~= ARGV[1] then
  return redis.call("EXISTS", KEYS[2]) == 1 and "seen" or "stale"
end
if not redis.call("SET", KEYS[2], 1, "EX", ARGV[5], "NX") then
  return "seen"
end

redis.call("HSET", KEYS[1], "v", ARGV[2], "s", ARGV[3])
redis.call("EXPIRE", KEYS[1], ARGV[4])
local fact = redis.call("XADD", KEYS[3], "*", "f", ARGV[6])
local added = #ARGV - 8
if added == 0 then
  return "committed"
end

local length = redis.call("RPUSH", KEYS[4], unpack(ARGV, 9))
if length > added then
  return "committed"
end
-- The id of a stream's entry begins with the server's time in milliseconds.
redis.call("ZADD", KEYS[5], "NX", string.match(fact, "^%d+"), ARGV[8])
local holder = redis.call("GET", KEYS[6])
if not holder then
  return "committed"
end
if string.sub(holder, 1, #ARGV[7] + 1) == ARGV[7] .. ":" then
  return "first"
end
redis.call("PUBLISH", KEYS[6], ARGV[8])
return "committed"
