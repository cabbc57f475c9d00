--[[
  Replaces a dead letter that is sealed anew, or moves it from the hash of the former version.

  KEYS
    1  from  hash of dead letters
    2  to    the same hash, or the one to which it moves

  ARGV
    1  its field
    2  the value that is expected
    3  its field in the second hash
    4  its replacement

  Returns 1, or 0 if it is no dead letter any more.
]]
if redis.call("HGET", KEYS[1], ARGV[1]) ~= ARGV[2] then
  return 0
end
redis.call("HDEL", KEYS[1], ARGV[1])
redis.call("HSET", KEYS[2], ARGV[3], ARGV[4])
return 1
