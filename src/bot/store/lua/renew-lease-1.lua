--[[
  Renews the lease of a shard.

  KEYS
    1  lease  holder of the shard

  ARGV
    1  the caller, instance:fence
    2  lifetime of the lease from now, ms

  Returns 1, or 0 if the caller no longer holds the lease.
]]
if redis.call("GET", KEYS[1]) ~= ARGV[1] then
  return 0
end
return redis.call("PEXPIRE", KEYS[1], ARGV[2])
