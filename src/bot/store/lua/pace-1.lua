--[[
  One step of the token bucket that all replicas share. It calculates as src/channels/pacing.ts does.

  KEYS
    1  bucket  hash: tokens, at (ms), factor, lowered (ms), until (ms)

  ARGV
    1  "take" or "slow"
    2  capacity of the bucket, in tokens
    3  tokens added in a millisecond
    4  take: tokens that must be there (one is taken); slow: milliseconds in which nothing is sent
    5  smallest factor
    6  milliseconds in which a lowered factor doubles
    7  lifetime of the bucket, ms

  Returns milliseconds to wait, 0 if the token is taken.
]]
local time = redis.call("TIME")
local now = time[1] * 1000 + math.floor(time[2] / 1000)
local kept = redis.call("HMGET", KEYS[1], "tokens", "at", "factor", "lowered", "until")
local capacity, rate, need = tonumber(ARGV[2]), tonumber(ARGV[3]), tonumber(ARGV[4])
local tokens, at = tonumber(kept[1]) or capacity, tonumber(kept[2]) or now
local lowered, paused = tonumber(kept[4]) or now, tonumber(kept[5]) or 0
local factor = math.min(1, (tonumber(kept[3]) or 1) * 2 ^ ((now - lowered) / ARGV[6]))
tokens = math.min(capacity, tokens + math.max(0, now - at) * rate * factor)

local wait = 0
if ARGV[1] == "slow" then
  factor = math.max(tonumber(ARGV[5]), factor / 2)
  tokens = 0
  paused = math.max(paused, now + need)
  wait = need
elseif paused > now then
  wait = paused - now
elseif tokens < need then
  wait = math.ceil((need - tokens) / (rate * factor))
else
  tokens = tokens - 1
end
redis.call("HSET", KEYS[1], "tokens", tostring(tokens), "at", now, "factor", tostring(factor), "lowered", now, "until", paused)
redis.call("PEXPIRE", KEYS[1], ARGV[7])
return wait
