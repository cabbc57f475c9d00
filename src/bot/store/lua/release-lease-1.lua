--[[
  Releases the lease of a shard.

  KEYS
    1  lease  holder of the shard

  ARGV
    1  the caller, instance:fence

  Returns 1, or 0 if the caller no longer holds the lease.
]]
if redis.call("GET", KEYS[1]) ~= ARGV[1] then
  return 0
end
return redis.call("DEL", KEYS[1])
