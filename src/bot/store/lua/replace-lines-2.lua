--[[
  Replaces all lines of a web conversation that are sealed anew, or moves them from the key of the former version.

  KEYS
    1  from  stream of the lines, field m
    2  to    the same key, or the one to which they move

  ARGV
    1  number of lines that are expected
    2  id of the last one
    3… the id and the text of each line, oldest first

  Returns 1, or 0 if a line came or went meanwhile. Lines that are at the new key already are the newer ones.
]]
local last = redis.call("XREVRANGE", KEYS[1], "+", "-", "COUNT", 1)[1]
if redis.call("XLEN", KEYS[1]) ~= tonumber(ARGV[1]) or not last or last[1] ~= ARGV[2] then
  return 0
end
local life = redis.call("PTTL", KEYS[1])
redis.call("DEL", KEYS[1])
if redis.call("EXISTS", KEYS[2]) == 1 then
  return 1
end
for index = 3, #ARGV, 2 do
  redis.call("XADD", KEYS[2], ARGV[index], "m", ARGV[index + 1])
end
if life > 0 then
  redis.call("PEXPIRE", KEYS[2], life)
end
return 1
