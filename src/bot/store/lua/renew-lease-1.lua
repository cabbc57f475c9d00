--[[
  Prolongs a lease.

  KEYS
    1  lease  holder of the shard

  ARGV
    1  instance:fence of who asks
    2  life of the lease from now, ms

  Returns 1, or 0 where the lease is not theirs any more.
]]
if redis.call("GET", KEYS[1]) ~= ARGV[1] then
  return 0
end
return redis.call("PEXPIRE", KEYS[1], ARGV[2])
