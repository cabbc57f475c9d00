--[[
  The oldest turn facts of a shard.

  KEYS
    1  facts   stream of turn facts, field f

  ARGV
    1  where to begin: "-", or "(" and the id of the last one that was read
    2  how many at most

  Returns the id of the last one and all of them, a line each, or nil where there is none: two strings cost
  the reader a fraction of what an array for each fact does.
]]
local rows = redis.call("XRANGE", KEYS[1], ARGV[1], "+", "COUNT", ARGV[2])
if #rows == 0 then
  return nil
end
local lines = {}
for index, row in ipairs(rows) do
  lines[index] = row[2][2]
end
return { rows[#rows][1], table.concat(lines, "\n") }
