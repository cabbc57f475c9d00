--[[
  Acquires the lease of a shard that no instance holds.

  KEYS
    1  lease  holder of the shard, instance:fence
    2  fence  fencing number, greater for each holder

  ARGV
    1  this instance
    2  lifetime of the lease, ms

  Returns the fencing number, or nil if another instance holds the shard.
]]
if redis.call("EXISTS", KEYS[1]) == 1 then
  return nil
end
local fence = redis.call("INCR", KEYS[2])
redis.call("SET", KEYS[1], ARGV[1] .. ":" .. fence, "PX", ARGV[2])
return fence
