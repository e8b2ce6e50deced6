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
