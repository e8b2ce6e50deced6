-- The cap model of the families in plain Lua, written out by hand: one loop, integers, nothing that is not needed.
--   lua5.4 model.lua MODEL ROUNDS
local facts = {}
for line in io.lines(arg[1]) do
  local name, list = nil, {}
  for word in line:gmatch("%S+") do
    if name then list[#list + 1] = math.tointeger(tonumber(word)) else name = word end
  end
  facts[name] = list
end

local months, denominator = facts.months, facts.denominator[1]
local totals, starts, lengths = facts.totals, facts.starts, facts.lengths
local original, revised, next_year = table.unpack(facts.caps)
local actual, others = facts.actual[1], facts.others[1]
local first_year, all = months[1], months[1] + months[2]

-- The day on which a sum that stood at `before` passes a cap in a month with this amount.
local function day_above(cap, before, amount, month)
  return starts[month] + ((cap + 1 - before) * lengths[month] + amount - 1) // amount - 1
end

-- One variant: the room at the year's end, the first breach, and how many there are.
local function evaluate(multiplier, meeting)
  local sum, above_original, above_revised, above_next = actual, nil, nil, nil
  for month = 1, first_year do
    local amount = totals[month] * multiplier // denominator
    local after = sum + amount
    if after > original and not above_original then above_original = day_above(original, sum, amount, month) end
    if after > revised and not above_revised then above_revised = day_above(revised, sum, amount, month) end
    sum = after
  end
  local later = 0
  for month = first_year + 1, all do
    local amount = totals[month] * multiplier // denominator
    local after = later + amount
    if after > next_year and not above_next then above_next = day_above(next_year, later, amount, month) end
    later = after
  end
  local breach, breaches = nil, others
  if above_original and above_original < meeting then breach, breaches = above_original, breaches + 1 end
  if above_revised then
    breach, breaches = breach or math.max(above_revised, meeting), breaches + 1
  end
  if above_next then breach, breaches = breach or above_next, breaches + 1 end
  return revised - sum, breach, breaches
end

local samples = {}
for _, place in ipairs(facts.samples) do samples[place] = "" end
local room, days, breached, breaches

local function run()
  room, days, breached, breaches = 0, 0, 0, 0
  local first_day, count_of_days = table.unpack(facts.days)
  local first, step, count = table.unpack(facts.multipliers)
  local place = 0
  for meeting = first_day, first_day + count_of_days - 1 do
    for multiplier = first, first + step * (count - 1), step do
      local left, breach, number = evaluate(multiplier, meeting)
      room, breaches = room + left, breaches + number
      if breach then days, breached = days + breach, breached + 1 end
      if samples[place] then samples[place] = ("%d %s %d"):format(left, breach or "-", number) end
      place = place + 1
    end
  end
end

local least = math.huge
for _ = 1, math.tointeger(tonumber(arg[2])) do
  local start = os.clock()
  run()
  least = math.min(least, os.clock() - start)
end
print("seconds", least)
for line in io.lines("/proc/self/status") do
  local peak = line:match("^VmHWM:%s*(%d+)")
  if peak then print("peak", peak) end
end
print("room", room)
print("days", days)
print("breached", breached)
print("breaches", breaches)
for _, place in ipairs(facts.samples) do print("variant", place, samples[place]) end
