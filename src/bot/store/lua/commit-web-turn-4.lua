--[[
  Commits one turn of one visitor of the web page: all of it or nothing.

  KEYS
    1  flow   hash: v (version), s (sealed state)
    2  seen   seen-mark of the message that this turn answers
    3  facts  stream of turn facts, field f
    4  web    stream of the conversation's entries, field m; its name is also the channel that announces them

  ARGV
    1  version that the turn was loaded with, 0 if nothing was stored
    2  version of the new state
    3  sealed state
    4  lifetime of state and entries, seconds
    5  lifetime of the seen-mark, seconds
    6  fact as JSON
    7  maximum number of entries
    8… sealed entries, oldest first

  Returns
    "committed"
    "seen"   the message was answered before; nothing is changed
    "stale"  another turn was committed since the load; nothing is changed
]]
if (redis.call("HGET", KEYS[1], "v") or "0") ~= ARGV[1] then
  return redis.call("EXISTS", KEYS[2]) == 1 and "seen" or "stale"
end
if not redis.call("SET", KEYS[2], 1, "EX", ARGV[5], "NX") then
  return "seen"
end

redis.call("HSET", KEYS[1], "v", ARGV[2], "s", ARGV[3])
redis.call("EXPIRE", KEYS[1], ARGV[4])
redis.call("XADD", KEYS[3], "*", "f", ARGV[6])
for index = 8, #ARGV do
  redis.call("XADD", KEYS[4], "MAXLEN", "=", ARGV[7], "*", "m", ARGV[index])
end
redis.call("EXPIRE", KEYS[4], ARGV[4])
redis.call("PUBLISH", KEYS[4], "")
return "committed"
