--[[
  Takes a shard that nobody holds.

  KEYS
    1  lease  holder of the shard, instance:fence
    2  fence  grows with each holder

  ARGV
    1  this instance
    2  life of the lease, ms

  Returns the fence, or nil where the shard is held.
]]
if redis.call("EXISTS", KEYS[1]) == 1 then
  return nil
end
local fence = redis.call("INCR", KEYS[2])
redis.call("SET", KEYS[1], ARGV[1] .. ":" .. fence, "PX", ARGV[2])
return fence
