--[[
  Moves a reply that is not to be sent by itself from its queue to the parked ones.

  KEYS
    1  lease   holder of the shard
    2  queue   list of the resident's unsent replies
    3  outbox  zset of residents with unsent replies
    4  parked  hash of "name id" → what is known of it as JSON, a line end, the reply as JSON

  ARGV
    1  instance:fence of who parks
    2  the resident's name in the outbox
    3  how the reply's JSON begins: another reply at the head is left alone
    4  field of the parked hash
    5  what is known of it, as JSON

  Returns the next reply as JSON, "" where there is none, nil where the lease is not theirs.
]]
if redis.call("GET", KEYS[1]) ~= ARGV[1] then
  return nil
end
local head = redis.call("LINDEX", KEYS[2], 0)
if head and string.sub(head, 1, #ARGV[3]) == ARGV[3] then
  redis.call("HSET", KEYS[4], ARGV[4], ARGV[5] .. "\n" .. head)
  redis.call("LPOP", KEYS[2])
  head = redis.call("LINDEX", KEYS[2], 0)
end
if head then
  return head
end
redis.call("ZREM", KEYS[3], ARGV[2])
return ""
