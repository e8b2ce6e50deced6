-- A limit is reached and a script tries to catch it and go on: by pcall, xpcall, error handlers, load or a library
-- function that calls back.

--@ case: pcall in a loop
--@ ends: steps
--@ budget: steps=300000
local function endless() while true do end end
while true do pcall(endless) end

--@ case: xpcall whose handler is endless too
--@ ends: steps
--@ budget: steps=300000
local function endless() while true do end end
while true do xpcall(endless, endless) end

--@ case: an error whose handler is endless
--@ ends: steps
--@ budget: steps=300000
while true do xpcall(error, function() while true do end end) end

--@ case: pcall nested in itself
--@ ends: steps
--@ budget: steps=300000
local function nest() while true do pcall(nest) end end
nest()

--@ case: pcall through a metamethod
--@ ends: steps
--@ budget: steps=300000
local meta = setmetatable({}, {__index = function() while true do end end})
while true do pcall(function() return meta.x end) end

--@ case: pcall of pcall of pcall
--@ ends: steps
--@ budget: steps=300000
local function endless() repeat until false end
while true do pcall(pcall, pcall, pcall, endless) end

--@ case: a caught limit is followed by output
--@ ends: steps
--@ budget: steps=300000
pcall(function() while true do end end)
print('still here')

--@ case: memory that is caught
--@ ends: memory
--@ budget: memory=4194304
local kept = {}
while true do
  pcall(function() while true do kept[#kept + 1] = ('x'):rep(1000) .. #kept end end)
end

--@ case: memory that an error handler sees
--@ ends: memory
--@ budget: memory=4194304
local kept = {}
local function hoard() while true do kept[#kept + 1] = {} end end
xpcall(hoard, function(message)
  kept = {}
  while true do kept[#kept + 1] = message end
end)
error('the limit was caught')

--@ case: memory that is freed before going on
--@ ends: memory
--@ budget: memory=4194304
local kept = {}
pcall(function() while true do kept[#kept + 1] = {} end end)
kept = nil
error('the limit was caught')

--@ case: output that is caught
--@ ends: output
--@ budget: output=1000
while true do pcall(print, ('x'):rep(100)) end

--@ case: one text that does not fit, caught
--@ ends: output
--@ budget: output=1000
pcall(print, ('x'):rep(2000))
error('the limit was caught')

--@ case: load's own protection does not catch what its reader does
--@ ends: steps
--@ budget: steps=300000
while true do load(function() while true do end end) end

--@ case: a limit inside a sort
--@ ends: steps
--@ budget: steps=300000
while true do pcall(table.sort, {3, 2, 1}, function() while true do end end) end

--@ case: a limit inside a substitution
--@ ends: steps
--@ budget: steps=300000
while true do pcall(string.gsub, 'x', 'x', function() while true do end end) end

--@ case: a limit inside tostring
--@ ends: steps
--@ budget: steps=300000
local value = setmetatable({}, {__tostring = function() while true do end end})
while true do pcall(tostring, value) end

--@ case: a limit inside print
--@ ends: steps
--@ budget: steps=300000
local value = setmetatable({}, {__tostring = function() while true do end end})
while true do pcall(print, value) end

--@ case: a limit inside string.format
--@ ends: steps
--@ budget: steps=300000
local value = setmetatable({}, {__tostring = function() while true do end end})
while true do pcall(string.format, '%s', value) end

--@ case: time that is caught
--@ ends: time
--@ budget: seconds=0.2 steps=1000000000000
local function endless() while true do end end
while true do pcall(endless) end

--@ case: time that a chain of handlers stretches
--@ ends: time
--@ budget: seconds=0.2 steps=1000000000000
local function endless() while true do end end
local function handler() xpcall(endless, endless) end
while true do xpcall(endless, handler) end
