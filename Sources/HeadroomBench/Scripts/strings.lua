-- Text put together: by concatenation, by format, from lists, changed and cut.
local lines = {}
for i = 1, 24000 do
  local name = "category " .. i % 97
  local line = name:upper() .. ": " .. i .. " of " .. i * 3
  if i % 3 == 0 then line = line .. string.format(" (%5.1f%%, %s)", i / 120, name) end
  lines[#lines + 1] = line
end
local text = table.concat(lines, "\n")

local width = 0
for i = 1, #text, 40 do width = width + #text:sub(i, i + 20) + text:byte(i) end

local padded = {}
for i = 1, 12000 do
  local number = tostring(i)
  padded[i] = ("0"):rep(8 - #number) .. number .. "|" .. number:reverse()
end
assert(#table.concat(padded) == 156894 and width == 1693049)
