--[[
  Replaces the text of a state that is sealed anew, or moves it from the key of the former version.

  KEYS
    1  from  hash of the state; keeps its version and its expiry
    2  to    the same key, or the one to which it moves

  ARGV
    1  the text that is expected
    2  its replacement

  Returns 1, or 0 if the text was changed meanwhile. A state that is at the new key already is the newer one.
]]
if redis.call("HGET", KEYS[1], "s") ~= ARGV[1] then
  return 0
end
if KEYS[1] ~= KEYS[2] then
  if redis.call("EXISTS", KEYS[2]) == 1 then
    redis.call("DEL", KEYS[1])
    return 1
  end
  redis.call("RENAME", KEYS[1], KEYS[2])
end
redis.call("HSET", KEYS[2], "s", ARGV[2])
return 1
