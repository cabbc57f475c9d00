--[[
  Takes a sent reply out of its queue.

  KEYS
    1  lease   holder of the shard
    2  queue   list of the resident's unsent replies
    3  outbox  zset of residents with unsent replies

  ARGV
    1  instance:fence of who sent
    2  the resident's name in the outbox
    3  how the reply's JSON begins: another reply at the head is left alone

  Returns the next reply as JSON, "" where there is none, nil where the lease is not theirs.
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
