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
local outcome = {}
---How a conclusion follows: outcome:explain("breach/hardware")
---@param topic string|part A name of outcome.topics, its beginning, or a finding.
---@return derivation
function outcome:explain(topic) end
---What each step makes of the difference to the baseline: outcome:attribution()
---@param figure? string One figure, such as "hardware/2026/total"; else all that move.
---@return attribution|attributed
function outcome:attribution(figure) end
---What may still be spent, and the even amount a month: room("hardware", "2026-09-30")
---@param category string
---@param to? string|date Else the end of the cap's period.
---@return part
function outcome:room(category, to) end
---What a cap larger by a buffer would need: class("hardware", { buffer = "10%" })
---@param category string
---@param options? {buffer?: share}
---@return part
function outcome:class(category, options) end
---Its months, with actual, committed, forecast, cumulative, limit, utilisation: months("cloud")
---@param category string
---@return part[]
function outcome:months(category) end

---A part of an outcome, by the names that reports print.
---@class part: table<string, any>

---What a scenario is made of.
---@class parts
---@field about? string A sentence on what it asks.
---@field change? fun(book: book) What is different.
---@field expect? table|fun(outcome: outcome) What should come out.
---@field from? string|scenario|(string|scenario)[] What it builds on: scenarios of this file, "file.lua#Name"

---How a conclusion follows; tostring shows the whole tree.
---@class derivation
---@field statement string
---@field value? any An amount, a day, a ratio, a word.
---@field step string How it follows from parts.
---@field rule? string
---@field rule_says? string
---@field rule_verified? boolean
---@field source? string
---@field assumed boolean
---@field parts derivation[]

---What each step makes of the difference to the baseline.
---@class attribution
---@field steps {name: string, removed: boolean, file?: string, line?: integer}[]
---@field orders "all"|"stack-and-reverse"|"stack" Which were tried.
---@field irreversible? string Why the reverse order cannot be applied.
---@field figures attributed[] Those that any step moves.

---A figure with what each step makes of it.
---@class attributed
---@field figure string
---@field category? string
---@field cap? string
---@field before? any
---@field after? any
---@field difference? any
---@field orders_agree boolean
---@field steps contribution[]

---What a step makes of a figure.
---@class contribution
---@field name string
---@field before? any
---@field after? any
---@field difference? any Nothing where either is no figure.
---@field reversed? {before?: any, after?: any, difference?: any} In the reverse order.
---@field least? any Of all orders.
---@field greatest? any

---Declares a scenario: scenario "Name" { change = function(book) … end }
---@param name string
---@return fun(parts: parts): scenario
function scenario(name) end

---Inside expect, notes a failure and goes on: check(#outcome.breaches == 0, "why")
---@param condition any
---@param why? string
function check(condition, why) end

-- Projections ---------------------------------------------------------------------------------------------------------

---How a forecast is made, as forecast:use and projections take it.
---@class method

---What projections are made of.
---@class projection_parts
---@field about? string A sentence on what they ask.
---@field category string The category whose forecast they make.
---@field days? days Else the cap period that runs after the as-of date.
---@field expect? table<string, table|fun(outcome: outcome)> What should come out, by the names of methods.
---@field from? string|scenario|(string|scenario)[] What each builds on.
---@field methods table<string, method>|{[1]: string, [2]: method}[] By their names, or in an order of your own.

---This amount, evenly: evenly("RMB 930 million")
---@param amount amount
---@return method
function evenly(amount) end

---A total less its actuals, the rest evenly: rest_of("RMB 90 million")
---@param total amount
---@return method
function rest_of(total) end

---The daily rate so far goes on: run_rate(), run_rate { last_months = 3 }
---@param options? {since?: string|date, last_days?: integer, last_months?: integer, cutoff?: string|date}
---@return method
function run_rate(options) end

---The same days of last year, grown: last_year("35.3%")
---@param growth? share
---@param options? {evenly?: boolean}
---@return method
function last_year(growth, options) end

---Last year's shape at this year's pace, or scaled to a total: last_year_shape("RMB 4,000 million")
---@param total? amount
---@param options? {cutoff?: string|date}
---@return method
function last_year_shape(total, options) end

---Months that grow: compound("5%", months(1), { base = "RMB 200 million" })
---@param growth share
---@param every? span
---@param options? {base?: amount, cutoff?: string|date}
---@return method
function compound(growth, every, options) end

---Amounts of months, or a function of the month: by_month { ["2026-05"] = "RMB 40 million" }
---@param amounts table<string, amount>|fun(month: period): amount?
---@param days? days
---@param to? string|date
---@return method
function by_month(amounts, days, to) end

---Amounts of days, or a function of the day: by_day { ["2026-06-15"] = "RMB 4 million" }
---@param amounts table<string, amount>|fun(day: date): amount?
---@param days? days
---@param to? string|date
---@return method
function by_day(amounts, days, to) end

---A method that starts after a vote: after_vote("agm-2026", rest_of("RMB 930 million"))
---@param meeting string
---@param method method
---@param options? {before?: "falls-later"|"falls-away"}
---@return method
function after_vote(meeting, method, options) end

---Several methods side by side: projections "Name" { category = "cloud", methods = { … } }
---@param name string
---@return fun(parts: projection_parts)
function projections(name) end

-- Families of scenarios -----------------------------------------------------------------------------------------------

---A family of scenarios of this file; nothing builds on it.
---@class family

---Values counted off, as range and dates make them; # tells how many.
---@class values: table<string, any>

---The values of the inputs in one variant, by their names: p.multiplier
---@class inputs: table<string, any>

---Makes what an input is drawn from.
---@class random
local random = {}
---Each value is as likely: random:uniform(0.8, 1.2)
---@param low share
---@param high share
---@param bounds? bounds
---@return draw
function random:uniform(low, high, bounds) end
---By mean and standard deviation: random:normal(0.353, 0.15)
---@param mean share
---@param deviation share
---@param bounds? bounds
---@return draw
function random:normal(mean, deviation, bounds) end
---Its logarithm is normal with this mean and deviation: random:lognormal(0, 0.25)
---@param mean share
---@param deviation share
---@param bounds? bounds
---@return draw
function random:lognormal(mean, deviation, bounds) end
---By the least, likeliest and greatest: random:triangular(0.8, 1, 1.5)
---@param low share
---@param mode share
---@param high share
---@param bounds? bounds
---@return draw
function random:triangular(low, mode, high, bounds) end
---One of stated values, each as likely: random:empirical({ 0.9, 1, 1.3 })
---@param values any[]|values
---@return draw
function random:empirical(values) end

---What an input of a simulation is drawn from.
---@class draw

---What a sweep is made of.
---@class sweep_parts
---@field about? string A sentence on what it asks.
---@field from? string|scenario|(string|scenario)[] What every variant builds on, as in a scenario.
---@field over table<string, values|any[]> The inputs with their values; every combination is evaluated.
---@field change fun(book: book, p: inputs) What is different in a variant.
---@field measure fun(outcome: outcome): table<string, any> What is kept of each outcome, by name.
---@field measures? string[] The names, where some may be nothing.
---@field expect? table|fun(result: part) What should come out.

---What a search is made of.
---@class solve_parts
---@field about? string A sentence on what it asks.
---@field from? string|scenario|(string|scenario)[] What every variant builds on, as in a scenario.
---@field over values|any[]|table<string, values|any[]> The values that are searched, in order.
---@field want "first"|"last"|"least"|"greatest" Which of those for which the condition holds.
---@field change fun(book: book, value: any) What is different for a value.
---@field holds fun(outcome: outcome): boolean The condition.
---@field expect? any The value that should come out, or a table or function as in a sweep.

---What a sensitivity is made of.
---@class sensitivity_parts
---@field about? string A sentence on what it asks.
---@field from? string|scenario|(string|scenario)[] What every variant builds on, as in a scenario.
---@field over table<string, values|any[]> The inputs with the values that each takes in turn.
---@field base? table<string, any> The value of an input while others are changed; nothing where it has none.
---@field change fun(book: book, p: inputs) What is different: if p.multiplier then … end
---@field measure fun(outcome: outcome): table<string, any> What is kept of each outcome, by name.
---@field measures? string[] The names, where some may be nothing.
---@field expect? table|fun(result: part) What should come out.

---What a simulation is made of.
---@class simulate_parts
---@field about? string A sentence on what it asks.
---@field from? string|scenario|(string|scenario)[] What every variant builds on, as in a scenario.
---@field runs integer How many.
---@field seed? integer What the draws begin with; else --seed, or one that the program takes and states.
---@field draw table<string, draw>|fun(random: random, book: book): table<string, draw> The inputs, each drawn for itself.
---@field correlated? correlation|correlation[] Inputs that move together.
---@field change fun(book: book, p: inputs) What is different in a run.
---@field measure fun(outcome: outcome): table<string, any> What is kept of each outcome, by name.
---@field measures? string[] The names, where some may be nothing.
---@field expect? table|fun(result: part) What should come out.

---Inputs that move together, by the correlation of their normal scores.
---@class correlation
---@field names string[]
---@field each? number Of any two of them.
---@field matrix? number[][] A row for each name.

---Where a distribution is cut off.
---@class bounds
---@field least? share
---@field greatest? share

---What an exploration is made of.
---@class explore_parts
---@field about? string A sentence on what it asks.
---@field from? string|scenario|(string|scenario)[] What every variant builds on, as in a scenario.
---@field run fun(book: book): table<string, any> A loop over book:what_if, and what it gives, by name.
---@field expect? table|fun(result: part) What should come out.

---@type random
random = nil

---Every combination of inputs: sweep "Name" { over = …, change = function(book, p) … end, measure = function(outcome) … end }
---@param name string
---@return fun(parts: sweep_parts): family
function sweep(name) end

---The first, last, least or greatest value that keeps a condition: solve "Name" { over = …, want = "last", change = function(book, value) … end, holds = function(outcome) … end }
---@param name string
---@return fun(parts: solve_parts): family
function solve(name) end

---One input at a time around the baseline: sensitivity "Name" { over = …, base = …, change = function(book, p) … end, measure = function(outcome) … end }
---@param name string
---@return fun(parts: sensitivity_parts): family
function sensitivity(name) end

---Inputs drawn at random: simulate "Name" { runs = 10000, draw = function(random) … end, change = function(book, p) … end, measure = function(outcome) … end }
---@param name string
---@return fun(parts: simulate_parts): family
function simulate(name) end

---A loop of one's own over what-if questions: explore "Name" { run = function(book) … return { name = value } end }
---@param name string
---@return fun(parts: explore_parts): family
function explore(name) end

---Values a step apart, both ends included: range(1, 3, 0.25)
---@param first number|money|ratio
---@param last number|money|ratio
---@param step? number|money|share
---@return values
function range(first, last, step) end

---Days a step apart: dates("2026-06-30", "2026-12-31", months(1))
---@param from string|date
---@param to string|date
---@param step? span|integer
---@return values
function dates(from, to, step) end

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
---@field people people
---@field governance governance
---@field groups groups
---@field rulebook rulebook
---@field exchange_rates exchange_rates
---@field lead_times lead_times
---@field closed_days date[] That the book and the scenario state.
local book = {}
---The exchange does not deal on a day: close("2026-09-21", "typhoon")
---@param day string|date
---@param reason string
function book:close(day, reason) end
---The outcome of a copy that is changed: book:what_if(function(b) b.categories.idc.forecast:scale(2) end)
---@param change fun(book: book)
---@return outcome
function book:what_if(change) end

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

---The people of the book by their names, in its order.
---@class people: table<string, person>

---The directors of the book by their names, in its order.
---@class directors: table<string, director>

---The groups of the book by their names, in its order.
---@class groups: table<string, group>
local groups = {}
---A group that governs: add("all", { "cloud", "idc" })
---@param id string
---@param categories string[]
function groups:add(id, categories) end

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
---@field on_normal_terms boolean? Or better, where it is stated.
---@field subsidiary_level_confirmed boolean? Where it is stated.
---@field quotations quoted[] By the days they are for.
local category = {}
---What others offered: quote { on = "2026-08", price = "RMB 5 million", offers = { … } }
---@param quotation quotation
function category:quote(quotation) end
---On normal commercial terms or better: normal_terms(), normal_terms(false)
---@param flag? boolean True where it is left out.
function category:normal_terms(flag) end
---Board and independent directors have confirmed it: confirm_subsidiary_level()
---@param flag? boolean True where it is left out.
function category:confirm_subsidiary_level(flag) end

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
---A method in place of the book's plans, over the running cap period or other days: use(run_rate())
---@param method method
---@param days? days
---@param to? string|date
function forecast:use(method, days, to) end

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
---@field votes table<string, votes> By category, where they are stated.
---@field notice_on date? The day of its notice, where it is stated.
---@field last_notice date The last day that notice still reaches it.
---@field circular_on date? The day of its circular, where it is stated.
---@field supplements date[] The days of new information.
local meeting = {}
---To another day: move("2026-09-30")
---@param to string|date
function meeting:move(to) end
---The meeting is not held: cancel()
function meeting:cancel() end
---The vote fails: reject(), reject("hardware")
---@param category? string One resolution; all where it is left out.
function meeting:reject(category) end
---What independent shareholders cast: vote("hardware", { in_favour = 510, against = 490 })
---@param category string
---@param votes votes
function meeting:vote(category, votes) end
---The day of its notice: notice("2026-06-05")
---@param day string|date
function meeting:notice(day) end
---The day of its circular: circular("2026-06-01")
---@param day string|date
function meeting:circular(day) end
---The day of new information: supplement("2026-06-12")
---@param day string|date
function meeting:supplement(day) end

---The listed company; its measures of size can be assigned.
---@class issuer
---@field name string
---@field financial_year_end string? Month and day, such as 12-31.
---@field total_assets money? As last stated.
---@field revenue money? As last stated.
---@field market_capitalisation money? As last stated.
---@field profits money? As last stated; no rule tests them.
---@field subsidiaries string[] Their ids.
local issuer = {}
---Measures of the issuer's size: issuer:set { revenue = rmb.million(9000) }
---@param sizes sizes
function issuer:set(sizes) end

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

---A connected person, or one through whom another is connected.
---@class person
---@field id string
---@field name string
---@field relation string
---@field level string? Issuer or subsidiary, where it is stated.
---@field no_other_limb boolean? Whether nothing else connects it.
---@field seats seat[] On boards.
---@field holdings holding[] Of the issuer and of subsidiaries.
---@field owners owner[] Who holds its votes.
local person = {}
---A seat on a board: join("issuer", "2026-05-01")
---@param board string Issuer, or the id of a subsidiary.
---@param from string|date
---@param to? string|date
function person:join(board, from, to) end
---The last day of a seat: leave("issuer", "2026-05-31")
---@param board string Issuer, or the id of a subsidiary.
---@param on string|date The last day.
function person:leave(board, on) end
---A holding from a day on: hold("issuer", "9.99%", "2026-09-01")
---@param of string Issuer, or the id of a subsidiary.
---@param share share
---@param from string|date
function person:hold(of, share, from) end
---What another holds of it from a day on: owned_by("chan", "30%", "2026-06-01")
---@param holder string The id of a person.
---@param share share
---@param from string|date
function person:owned_by(holder, share, from) end

---The directors and the independent financial adviser, whose day can be assigned.
---@class governance
---@field directors directors
---@field adviser string?
---@field adviser_appointed date? The day of the adviser's appointment.

---A director of the issuer; whether one sits on the committee can be assigned.
---@class director
---@field name string
---@field role string
---@field independent boolean A non-executive director who is independent.
---@field abstains string? Why, where the director does.
---@field committee boolean Whether on the independent board committee.
local director = {}
---Has a material interest: abstain("a director of Xiaomi"), abstain(false)
---@param reason string|boolean False where the director does not abstain.
function director:abstain(reason) end

---Categories whose caps are, or may be, added and treated as one.
---@class group
---@field id string
---@field categories string[] Their ids.
---@field governs boolean
---@field reason string? Why they belong together.
local group = {}
---Its verdict governs, or is shown beside: govern(), govern(false)
---@param flag? boolean True where it is left out.
function group:govern(flag) end

---The figures of its rules, which can be assigned: what if a limit were another?
---@class rulebook
---@field name string
---@field exempt_below ratio Every ratio below it: fully exempt
---@field subsidiary_exempt_below ratio The same, connected at the subsidiary level only.
---@field vote_from ratio From this ratio on independent shareholders vote.
---@field small_vote_from ratio From this ratio on they vote however small the consideration.
---@field exempt_consideration money A consideration below it may exempt fully.
---@field small_consideration money A consideration below it may spare the vote.
---@field substantial_from ratio From this share of the votes a holder is connected.
---@field control_from ratio From this share a company is controlled.
---@field majority_above ratio Above this share it is controlled by a majority.
---@field no_associate_below ratio A smaller own interest makes no associate.
---@field former_director_months integer Months for which a former director stays connected.
---@field insignificant_below ratio Each share of a subsidiary below it in each latest year.
---@field insignificant_years integer How many latest years that are.
---@field insignificant_latest_below ratio Or below it in the latest year.
---@field longest_term_years integer Years of the longest term.
---@field aggregation_months integer Months within which transactions are aggregated.
---@field written_approval_above ratio Above this share one holder may approve in writing.
---@field circular_business_days integer Business days for a circular without a reason.
---@field new_information_business_days integer Business days before a meeting.
---@field annual_notice_days integer Clear days of notice of an annual general meeting.
---@field other_notice_days integer Clear days of notice of any other meeting.
---@field letter_business_days integer Business days before bulk printing.
---@field annual_report_months integer Months after a financial year for its annual report.
local rulebook = {}
---Other figures: rulebook:set { vote_from = "10%" }
---@param figures table<string, share|amount|integer>
function rulebook:set(figures) end

---How many units of one currency a unit of another is worth; # counts them.
---@class exchange_rates
local exchange_rates = {}
---Another rate from a day on: set("HKD", "RMB", 0.92, "2026-04-23")
---@param from string
---@param to string
---@param rate share
---@param date? string|date The as-of date.
function exchange_rates:set(from, to, rate, date) end
---The newest rate that is stated in that direction: get("HKD", "RMB")
---@param from string
---@param to string
---@return ratio?
function exchange_rates:get(from, to) end

---Business days that steps take before a circular goes out; they can be assigned.
---@class lead_times
---@field adviser integer?
---@field exchange_comments integer?
---@field printing integer?
local lead_times = {}
---Other lead times, in business days: set { printing = 7 }
---@param days {adviser?: integer, exchange_comments?: integer, printing?: integer}
function lead_times:set(days) end

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
---@field written_approval? approval

---One holder's approval in writing, in place of a meeting's.
---@class approval
---@field by string
---@field share share
---@field date string|date
---@field waived? boolean Whether the meeting is waived.

---Measures of the issuer's size; with a day they stand beside those of earlier days.
---@class sizes
---@field total_assets? amount
---@field revenue? amount
---@field market_capitalisation? amount
---@field as_of? string|date The day they speak of.
---@field published? string|date
---@field report? string Accounts or interim.
---@field less_dividends? amount Of total assets.

---Votes cast, those of shareholders who must abstain left out.
---@class votes
---@field in_favour integer
---@field against integer

---The connected person's price for an order, and what others offered for the same.
---@class quotation
---@field on days
---@field price amount
---@field offers offer[]
---@field source? string

---A quotation as it is read.
---@class quoted
---@field from date
---@field to date
---@field price money
---@field offers offer[]
---@field source? string

---What another offered.
---@class offer
---@field from string
---@field price amount
---@field independent? boolean True where it is left out.

---A seat on a board.
---@class seat
---@field of string Issuer, or the id of a subsidiary.
---@field from date
---@field to? date
---@field source? string

---A share of the votes of a company of the group.
---@class holding
---@field of string Issuer, or the id of a subsidiary.
---@field share ratio
---@field from? date
---@field source? string

---Who holds votes of a person that is a company.
---@class owner
---@field holder string
---@field share ratio
---@field from? date
---@field source? string
