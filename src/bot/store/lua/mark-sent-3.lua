--[[
  Removes a sent reply from its queue.

  KEYS
    1  lease   holder of the shard
    2  queue   list of the resident's unsent replies
    3  outbox  zset of residents with unsent replies

  ARGV
    1  the caller, instance:fence
    2  the resident's name
    3  the first characters of the reply's JSON; another reply at the head is left alone

  Returns the next reply as JSON, "" if there is none, nil if the caller does not hold the lease.
]]
if redis.call("GET", KEYS[1]) ~= ARGV[1] then
  return nil
end
local head = redis.call("LPOP", KEYS[2])
if head and string.sub(head, 1, #ARGV[3]) ~= ARGV[3] then
  redis.call("LPUSH", KEYS[2], head)
  return head
end
head = head and redis.call("LINDEX", KEYS[2], 0)
if head then
  return head
end
redis.call("ZREM", KEYS[3], ARGV[2])
return ""
