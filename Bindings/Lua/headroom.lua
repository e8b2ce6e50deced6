---@meta
-- Type notes for editors that read LuaCATS annotations (lua-language-server): completion and help for scenario scripts.
-- No script runs this file. A test compares its names with the words that the program binds.

---@alias days string|integer|period|{from: string|date, to: string|date} A year, a month, a day, a range of days.
---@alias amount money|string An amount, or text such as "RMB 6.7 million".
---@alias share ratio|string|number A ratio, a percentage such as "35.3%", or a number.
---@alias proposal {announced?: string|date, meeting?: string} When it is announced, and which meeting votes on it.

-- Quantities -----------------------------------------------------------------------------------------------------------

---@class money An exact amount: + - with amounts, * / with ratios (rounded down), < <= ==.
---@field currency string
---@class date A day: + months(3), - days(10), date - date in days, < <= ==.
---@field year integer
---@field month integer
---@field day integer
---@class span Months and days, as months(3) and days(10) make them.
---@class ratio An exact ratio: + - * / with ratios, < <= ==.
---@field percent number
---@class period A run of days; both ends belong to it.
---@field from date
---@field to date
---@field days integer
---@class currency
---@field billion fun(number: number): money
---@field million fun(number: number): money
---@field thousand fun(number: number): money
---@field units fun(number: number): money
---@type currency
rmb, hkd, usd, eur, gbp, jpy, sgd, mop, twd, krw, aud, cad, chf = nil

---@param text string "RMB 6.7 million"
---@return money
function money(text) end
---@param text string "2026-09-30"
---@return date
function date(text) end
---@param count integer
---@return span
function months(count) end
---@param count integer
---@return span
function days(count) end
---@param number number|string 35.3 is 35.3%
---@return ratio
function percent(number) end
---@param from days
---@param to? string|date
---@return period
function period(from, to) end

-- Scenarios ------------------------------------------------------------------------------------------------------------

---@class scenario
---@field name string
---@field about string
---@class parts
---@field about? string A sentence on what it asks.
---@field from? (string|scenario)[] What it builds on: scenarios of this file, "file.lua", "file.lua#Name".
---@field change? fun(book: book) What is different.
---@field expect? table|fun(outcome: table) What should come out.
---@param name string
---@return fun(parts: parts): scenario
function scenario(name) end
---@param condition any Inside expect: a failure is noted, and the function goes on.
---@param why? string
function check(condition, why) end

-- The book -------------------------------------------------------------------------------------------------------------

---@class book
---@field title string
---@field currency string
---@field as_of date
---@field issuer issuer
---@field agreements table<string, agreement>
---@field categories table<string, category>
---@field meetings table<string, meeting>
---@field shareholdings table<string, shareholding>

---@class agreement
---@field id string
---@field name string
---@field signed date
---@field with string

---@class issuer
---@field name string
---@field total_assets money
---@field revenue money
---@field market_capitalisation money
local issuer = {}
---@param sizes {total_assets?: amount, revenue?: amount, market_capitalisation?: amount}
function issuer:set(sizes) end

---@class category
---@field id string
---@field name string
---@field direction "income"|"expense"|"assistance"
---@field agreement string
---@field largest_cap money
---@field caps caps
---@field ledger ledger
---@field forecast forecast
---@field term term

---@class caps: table<string, cap>
local caps = {}
---A cap for days that have none.
---@param amount amount
---@param options proposal|{from: string|date, to: string|date, id?: string, buffer?: share}
function caps:propose(amount, options) end

---@class cap
---@field id string
---@field amount money
---@field from date
---@field to date
---@field versions {id: string, amount: money, from: date, to: date, announced: date, source: string}[]
local cap = {}
---A new version; with a buffer it is rounded up to the book's step.
---@param amount amount
---@param options? proposal|{from?: string|date, to?: string|date, buffer?: share}
function cap:propose(amount, options) end
---Another figure for what the book states.
---@param amount amount
---@param version? string
function cap:correct(amount, version) end

---@class term
---@field from date
---@field to date
local term = {}
---@param to string|date
---@param options? proposal
function term:extend(to, options) end
---@param from days
---@param to? string|date
function term:correct(from, to) end

---@class ledger
---@field from date
---@field to date
local ledger = {}
---@param days? days
---@return money
function ledger:sum(days) end

---@class forecast
local forecast = {}
---@param days? days
---@return money
function forecast:sum(days) end
---The amounts times a ratio.
---@param ratio share
---@param days? days
function forecast:scale(ratio, days) end
---Another growth for the plans that have one.
---@param growth share
---@param days? days
function forecast:growth(growth, days) end
---This much in all, actuals included.
---@param amount amount
---@param days days
function forecast:total(amount, days) end
---This much instead, evenly.
---@param amount amount
---@param days days
function forecast:set(amount, days) end
---This much more, evenly.
---@param amount amount
---@param days days
function forecast:add(amount, days) end
---Later by a span.
---@param by span|integer
---@param days? days
function forecast:shift(by, days) end
---No amounts.
---@param days? days
function forecast:remove(days) end
---Not before the day after the vote that passes the category's proposals.
---@param meeting string
---@param days? days
function forecast:wait_for(meeting, days) end

---@class meeting
---@field id string
---@field name string
---@field kind "annual"|"extraordinary"
---@field date date
---@field cancelled boolean
---@field resolutions string[]
local meeting = {}
---@param to string|date
function meeting:move(to) end
function meeting:cancel() end
---@param category? string One resolution; all where it is left out.
function meeting:reject(category) end

---@class shareholding
---@field name string
---@field share ratio
---@field from date
local shareholding = {}
---@param share share
---@param from string|date
function shareholding:set(share, from) end
---@param flag? boolean
function shareholding:no_other_limb(flag) end
