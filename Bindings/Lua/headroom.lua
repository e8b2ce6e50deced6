---@meta
-- Type notes for editors that read LuaCATS annotations (lua-language-server): completion and help for scenarios.
-- No script runs this file. It is made from what the program binds, as its test says, and never by hand.

---A year, a month, a day, a range of days.
---@alias days string|integer|period|{from: string|date, to: string|date}
---An amount, or text such as "RMB 6.7 million".
---@alias amount money|string
---A ratio, a percentage such as "35.3%", or a number.
---@alias share ratio|string|number

-- Scenarios -----------------------------------------------------------------------------------------------------------

---A scenario of this file, as another may build on it.
---@class scenario
---@field name string
---@field about string?

---What comes out, by the names that reports print: outcome.categories.hardware
---@class outcome: table<string, any>

---What a scenario is made of.
---@class parts
---@field about? string A sentence on what it asks.
---@field change? fun(book: book) What is different.
---@field expect? table|fun(outcome: outcome) What should come out.
---@field from? string|scenario|(string|scenario)[] What it builds on: scenarios of this file, "file.lua#Name"

---Declares a scenario: scenario "Name" { change = function(book) … end }
---@param name string
---@return fun(parts: parts): scenario
function scenario(name) end

---Inside expect, notes a failure and goes on: check(#outcome.breaches == 0, "why")
---@param condition any
---@param why? string
function check(condition, why) end

-- Quantities ----------------------------------------------------------------------------------------------------------

---An exact amount: + - with amounts, * / with ratios (rounded down), < <= ==
---@class money
---@field currency string Its code.

---A day: + months(3), - days(10), date - date in days, < <= ==
---@class date
---@field year integer
---@field month integer
---@field day integer

---Months and days, as months(3) and days(10) make them.
---@class span

---An exact ratio: + - * / with ratios, < <= ==
---@class ratio
---@field percent number 35.3 for 35.3%.

---A run of days; both ends belong to it.
---@class period
---@field from date
---@field to date
---@field days integer How many there are.

---Makes amounts of numbers: rmb.million(6.7), hkd.units(250)
---@class currency
---@field billion fun(number: number|string): money
---@field million fun(number: number|string): money
---@field thousand fun(number: number|string): money
---@field units fun(number: number|string): money

---@type currency
rmb, hkd, usd, eur, gbp, jpy, sgd, mop, twd, krw, aud, cad, chf = nil

---An amount: money "RMB 6.7 million"
---@param text amount
---@return money
function money(text) end

---A day: date "2026-09-30"
---@param text string|date
---@return date
function date(text) end

---A span: months(3)
---@param count integer
---@return span
function months(count) end

---A span: days(10)
---@param count integer
---@return span
function days(count) end

---A percentage: percent(35.3)
---@param number share 35.3 is 35.3%.
---@return ratio
function percent(number) end

---A run of days: period(2026) or period("2026-07-01", "2026-12-31")
---@param from days
---@param to? string|date
---@return period
function period(from, to) end

-- The book ------------------------------------------------------------------------------------------------------------

---All that is known, with the changes made so far.
---@class book
---@field title string
---@field currency string The code of its currency.
---@field as_of date The last day of which actuals are known.
---@field issuer issuer
---@field agreements agreements
---@field categories categories
---@field meetings meetings
---@field shareholdings shareholdings

---The listed company; its measures of size can be assigned.
---@class issuer
---@field name string
---@field total_assets money?
---@field revenue money?
---@field market_capitalisation money?
local issuer = {}
---Measures of the issuer's size: issuer:set { revenue = rmb.million(9000) }
---@param sizes {total_assets?: amount, revenue?: amount, market_capitalisation?: amount}
function issuer:set(sizes) end

---A written framework agreement with a connected person.
---@class agreement
---@field id string
---@field name string
---@field signed date?
---@field with string The id of the connected person.

---The agreements of the book by their names, in its order.
---@class agreements: table<string, agreement>

---The categories of the book by their names, in its order.
---@class categories: table<string, category>

---The meetings of the book by their names, in its order.
---@class meetings: table<string, meeting>

---The shareholdings of the book by their names, in its order.
---@class shareholdings: table<string, shareholding>

---One kind of transaction under an agreement.
---@class category
---@field id string
---@field name string
---@field direction "income"|"expense"|"assistance"
---@field agreement string The id of its agreement.
---@field largest_cap money? The largest of the newest caps.
---@field caps caps
---@field ledger ledger
---@field forecast forecast
---@field term term

---Dated amounts that happened; # counts its lines.
---@class ledger
---@field from date? The first day of all.
---@field to date? The last day of all.
local ledger = {}
---What happened: sum(), sum(2025)
---@param days? days
---@param to? string|date
---@return money
function ledger:sum(days, to) end

---Dated amounts that are expected after the as-of date.
---@class forecast
local forecast = {}
---What is expected: sum(), sum(2026)
---@param days? days
---@param to? string|date
---@return money
function forecast:sum(days, to) end
---Times a ratio: scale(2), scale(1.5, "2026-07")
---@param ratio share
---@param days? days
---@param to? string|date
function forecast:scale(ratio, days, to) end
---This amount instead, evenly: set("RMB 500 million", 2026)
---@param amount amount
---@param days days
---@param to? string|date
function forecast:set(amount, days, to) end
---This amount more, evenly: add("RMB 50 million", "2026-09")
---@param amount amount
---@param days days
---@param to? string|date
function forecast:add(amount, days, to) end
---This in all, actuals included: total("RMB 180 million", 2026)
---@param amount amount
---@param days days
---@param to? string|date
function forecast:total(amount, days, to) end
---Later by a span: shift(months(1)), shift(days(10), 2026)
---@param by span|integer
---@param days? days
---@param to? string|date
function forecast:shift(by, days, to) end
---No amounts: remove(), remove(2026)
---@param days? days
---@param to? string|date
function forecast:remove(days, to) end
---Starts after the vote that passes the proposals: wait_for("agm-2026")
---@param meeting string
---@param days? days
---@param to? string|date
function forecast:wait_for(meeting, days, to) end
---Another growth for the plans that have one: growth(0.814), growth("81.4%", 2026)
---@param growth share
---@param days? days
---@param to? string|date
function forecast:growth(growth, days, to) end

---The days in which a category may be traded.
---@class term
---@field from date? The first day of all.
---@field to date? The last day of all.
local term = {}
---Proposes a term to another last day: extend("2028-12-31")
---@param to string|date
---@param options? proposal
function term:extend(to, options) end
---States other days for the term: correct("2025-07-29", "2028-07-28")
---@param from days
---@param to? string|date
function term:correct(from, to) end

---The caps of a category by their ids.
---@class caps: table<string, cap>
local caps = {}
---A cap for days that have none: propose("RMB 60 million", { from = …, to = … })
---@param amount amount
---@param options proposal|{from: string|date, to: string|date, id?: string, buffer?: share}
function caps:propose(amount, options) end

---The most that may be traded in a period, in its versions.
---@class cap
---@field id string
---@field amount money That of the newest version.
---@field from date
---@field to date
---@field versions version[] From the original to the newest.
local cap = {}
---A new version, with a buffer rounded up to the book's step: propose("RMB 1,900 million", { buffer = "10%" })
---@param amount amount
---@param options? proposal|{from?: string|date, to?: string|date, buffer?: share}
function cap:propose(amount, options) end
---Another figure for what the book states: correct("RMB 90 million")
---@param amount amount
---@param version? string Its id; the newest where it is left out.
function cap:correct(amount, version) end

---A general meeting and what it votes on.
---@class meeting
---@field id string
---@field name string
---@field kind "annual"|"extraordinary"
---@field date date The day it is held.
---@field cancelled boolean
---@field resolutions string[] The ids of the categories voted on.
local meeting = {}
---To another day: move("2026-09-30")
---@param to string|date
function meeting:move(to) end
---The meeting is not held: cancel()
function meeting:cancel() end
---The vote fails: reject(), reject("hardware")
---@param category? string One resolution; all where it is left out.
function meeting:reject(category) end

---What a connected person holds of the issuer.
---@class shareholding
---@field name string
---@field share ratio? Of the votes, as last stated.
---@field from date? The day from which it holds.
local shareholding = {}
---Another holding from a day on: set("9.99%", "2026-09-01")
---@param share share
---@param from string|date
function shareholding:set(share, from) end
---Nothing but the holding makes the person connected: no_other_limb()
---@param flag? boolean True where it is left out.
function shareholding:no_other_limb(flag) end

---One version of a cap.
---@class version
---@field id string
---@field amount money
---@field from date
---@field to date
---@field announced? date Where it is proposed.
---@field source? string

---When it is announced, and which meeting votes on it.
---@class proposal
---@field announced? string|date
---@field meeting? string
