--[[
  Erases what is stored of a resident, except the seen-marks.

  KEYS
    1  flow    hash of the conversation's state
    2  web     stream of a web conversation; its name is also the channel that announces changes
    3  queue   list of unsent replies
    4  outbox  zset of residents with unsent replies
    5  parked  hash of dead letters, each field "name id"

  ARGV
    1  the resident's name
]]
redis.call("DEL", KEYS[1], KEYS[2], KEYS[3])
redis.call("ZREM", KEYS[4], ARGV[1])
local prefix = ARGV[1] .. " "
for _, field in ipairs(redis.call("HKEYS", KEYS[5])) do
  if string.sub(field, 1, #prefix) == prefix then
    redis.call("HDEL", KEYS[5], field)
  end
end
redis.call("PUBLISH", KEYS[2], "")
