--[[
  Moves a reply that is not sent again by itself from its queue to the dead letters.

  KEYS
    1  lease   holder of the shard
    2  queue   list of the resident's unsent replies
    3  outbox  zset of residents with unsent replies
    4  parked  hash of dead letters: "name id" → header as JSON, a line end, the reply as JSON

  ARGV
    1  the caller, instance:fence
    2  the resident's name
    3  the first characters of the reply's JSON; another reply at the head is left alone
    4  field in the hash of dead letters
    5  the header as JSON

  Returns the next reply as JSON, "" if there is none, nil if the caller does not hold the lease.
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
