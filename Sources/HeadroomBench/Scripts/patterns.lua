-- Ordinary text taken apart with patterns.
local paragraph = [[
On 23 April 2026 the Board announced that Kingsoft Cloud and Xiaomi had entered into a framework agreement.
The annual caps for 2026, 2027 and 2028 are RMB 4,000.0 million, RMB 6,000.0 million and RMB 150.0 million.
Contact: investors@example.com, office@example.org; see also https://www.example.com/reports/2026?page=12.
name = "cloud"; cap = 4000; used = 3241.5966; open = yes; note = "in force from 1 January"
]]
local text = paragraph:rep(20)

local words, letters, sum, fields, addresses = 0, 0, 0, 0, 0
for _ = 1, 18 do
  for word in text:gmatch("%a+") do
    words = words + 1
    letters = letters + #word
  end
  for digits in text:gmatch("%d[%d,]*%.?%d*") do
    sum = sum + (tonumber((digits:gsub(",", ""))) or 0)
  end
  for key, value in text:gmatch("(%w+)%s*=%s*([^;\n]+)") do
    if key ~= "" and value ~= "" then fields = fields + 1 end
  end
  for line in text:gmatch("[^\n]+") do
    if line:find("Contact", 1, true) then addresses = addresses + select(2, line:gsub("[%w.]+@[%w.]+%a", "<%0>")) end
    local day, month, year = line:match("(%d+) (%a+) (%d%d%d%d)")
    if day then sum = sum + day + #month + year end
    local trimmed = line:match("^%s*(.-)%s*$")
    letters = letters + #trimmed + (line:find("caps?%s+for", 1) or 0)
  end
  local spelt = text:gsub("%d+", function(digits) return #digits > 3 and "year" or nil end)
  letters = letters + #spelt + #text:gsub("RMB ([%d,.]+)", "CNY %1")
end
assert(words == 19800 and letters == 543960 and fields == 2160 and addresses == 720)
