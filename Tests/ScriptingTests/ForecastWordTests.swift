import Headroom
import Testing

// Hardware: 930.0 evenly over the 184 days from 1 July to 31 December 2026; by the end of July 156.68478260,
// by the end of September 464.99999999.

@Test(
  "a range of days can be written in every form",
  arguments: [
    ("2026", "0.0 million"), ("\"2026\"", "0.0 million"), ("\"2026-07\"", "773.3152174 million"),
    ("\"2026-07-01\", \"2026-09-30\"", "465.0 million"), ("date \"2026-07-01\", date \"2026-09-30\"", "465.0 million"),
    ("{ from = \"2026-07-01\", to = \"2026-09-30\" }", "465.0 million"),
    ("period(\"2026-07-01\", \"2026-09-30\")", "465.0 million"), ("\"2026-07-01..2026-09-30\"", "465.0 million"),
    ("period(2026)", "0.0 million"), ("period \"2026-07\"", "773.3152174 million"),
    ("\"2026-07-01\"", "924.94565218 million"), ("date \"2026-07-01\"", "924.94565218 million"),
    ("2027", "930.0 million"), ("2025, nil", "930.0 million"), ("nil", "0.0 million"), ("", "0.0 million"),
  ])
func rangeForms(range: String, rest: String) throws {
  let hardware = "book.categories.hardware.forecast"
  let said = try value("\(hardware):sum()", after: "\(hardware):remove(\(range))")
  #expect(said == "RMB" + rest)
  // What is taken away is what was there: `sum` reads the same forms.
  let taken = try value("\(hardware):sum() - \(hardware):sum(\(range.isEmpty ? "nil" : range))")
  #expect(taken == "RMB" + rest)
}

@Test(
  "each verb changes all of a forecast, or the days it is given",
  arguments: [
    ("hardware", "scale(2)", "1,860.0", "1,860.0"),
    ("hardware", "scale(1.5, \"2026-07\")", "1,008.3423913", "235.0271739"),
    ("hardware", "scale(\"50%\", 2026)", "465.0", "465.0"), ("hardware", "scale(percent(50), 2027)", "930.0", "930.0"),
    ("hardware", "scale(0, \"2026-07-01\", \"2026-09-30\")", "465.0", "465.0"),
    ("cloud", "growth(0)", "1,842.2", "1,842.2"), ("cloud", "growth(\"81.4%\")", "3,341.7508", "3,341.7508"),
    ("cloud", "growth(\"-100%\", 2026)", "0.0", "0.0"),
    ("cloud", "growth(percent(35.3), \"2026\")", "2,492.4966", "2,492.4966"),
    ("hardware", "total(\"500 million\", 2026)", "500.0", "500.0"),
    ("idc", "total(\"RMB 180 million\", 2026)", "165.9", "165.9"),
    ("idc", "total(rmb.million(14.1), \"2026\")", "0.0", "0.0"), ("api", "total(\"20 million\", 2026)", "20.0", "20.0"),
    ("hardware", "set(\"RMB 500 million\", 2026)", "500.0", "500.0"),
    ("hardware", "set(rmb.million(10), \"2026-07\")", "783.3152174", "10.0"),
    ("api", "set(\"24 million\", 2027)", "24.0", "0.0"),
    ("hardware", "add(\"50 million\", \"2026-09\")", "980.0", "980.0"),
    ("api", "add(\"1 million\", \"2026-05-01\")", "1.0", "1.0"),
    ("hardware", "add(\"-930 million\", \"2026-07-01\", \"2026-12-31\")", "0.0", "0.0"),
    ("hardware", "shift(months(1))", "930.0", "773.31521739"), ("hardware", "shift(days(184))", "930.0", "0.0"),
    ("hardware", "shift(31)", "930.0", "773.31521739"), ("hardware", "shift(-days(31), \"2026-12\")", "930.0", "930.0"),
    ("hardware", "remove()", "0.0", "0.0"), ("hardware", "remove(\"2026-07\")", "773.3152174", "773.3152174"),
    ("hardware", "wait_for(\"agm-2026\")", "930.0", "930.0"),
    ("cloud", "wait_for(\"agm-2026\", \"2026-05\")", "2,185.87995476", "2,185.87995476"),
  ])
func verb(category: String, verb: String, all: String, of2026: String) throws {
  let forecast = "book.categories.\(category).forecast"
  let sums = try value(
    "\(forecast):sum(\"2026-01-01\", \"2027-12-31\") - \(forecast):sum(2027)", after: "\(forecast):\(verb)")
  let whole = try value(
    category == "cloud" ? "\(forecast):sum(2026)" : "\(forecast):sum()", after: "\(forecast):\(verb)")
  if verb.hasPrefix("scale(1.5") {
    #expect(try value("\(forecast):sum(\"2026-07\")", after: "\(forecast):\(verb)") == "RMB\(of2026) million")
  } else if verb.hasPrefix("set(rmb") {
    #expect(try value("\(forecast):sum(\"2026-07\")", after: "\(forecast):\(verb)") == "RMB\(of2026) million")
  } else {
    #expect(sums == "RMB\(of2026) million")
  }
  #expect(whole == "RMB\(all) million")
}

@Test func `what waits for a vote starts the day after it and keeps its amount and its last day`() throws {
  let changes = """
    local hardware = book.categories.hardware.forecast
    hardware:wait_for("agm-2026")
    book.meetings["agm-2026"]:move("2026-09-30")
    """
  #expect(try value("hardware:sum()", after: changes) == "RMB930.0 million")
  #expect(try value("hardware:sum(\"2026-07-01\", \"2026-09-30\")", after: changes) == "RMB0.0 million")
  #expect(try value("hardware:sum(\"2026-10-01\")", after: changes) == "RMB10.10869565 million")
}

@Test func `what waits for a vote on the last day of its year has no day left, and the scenario is not compliant`()
  throws
{
  let outcome = try outcome(
    after: "book.categories.hardware.forecast:wait_for('agm-2026'); book.meetings['agm-2026']:move('2026-12-31')")
  let unplaced = outcome.findings.filter { $0.kind == .unplaced }
  #expect(unplaced.map(\.amount) == [Money(minor: 93_000_000_000, .rmb)])
  #expect(!outcome.isCompliant)
}

@Test func `moving a meeting moves no forecast that does not wait for it`() throws {
  let moved = "book.meetings['agm-2026']:move('2026-09-30')"
  #expect(try value("book.categories.hardware.forecast:sum('2026-07')", after: moved) == "RMB156.6847826 million")
}

@Test func `verbs work on what the verbs before them left`() throws {
  let changes = """
    local idc = book.categories.idc.forecast
    idc:scale(2); idc:add("10 million", "2026-12"); idc:scale("50%"); idc:remove("2026-12")
    """
  // 151.8 evenly over 252 days, then halved; December takes 31 of the days, and the ten more with it.
  let said = try value("idc:sum()", after: changes)
  #expect(said == "RMB66.56309523 million")
}

@Test(
  "a forecast that cannot be changed so is left, and the reason is said",
  arguments: [
    ("hardware", "scale(-1)", "amounts cannot be multiplied by -1, which is below zero"),
    ("hardware", "scale()", "the ratio must be a number or a percentage, got nothing"),
    ("hardware", "scale(\"twice\")", "'twice' is not a percentage or ratio; write it like '35.3%' or 1.353"),
    ("hardware", "scale({2})", "the ratio must be a number or a percentage, got a table"),
    ("hardware", "scale(2, true)", "the period must be a year or a period, got true"),
    ("hardware", "scale(2, \"July\")", "'July' is not a date; write it like 2026-09-30 (year, month, day)"),
    ("hardware", "scale(2, \"2026-13\")", "there is no day 2026-13-01 in the calendar"),
    ("hardware", "scale(2, 12)", "there is no day 0012-01-01 in the calendar"),
    ("hardware", "scale(2, { from = \"2026-07-01\", untill = \"2026-07-31\" })", "no key 'untill' in the period"),
    ("hardware", "scale(2, { from = \"2026-07-01\" })", "'to' of the period must be a date, got nothing"),
    (
      "hardware", "growth(0.1)",
      "the forecast of hardware has no growth to replace: it is RMB930.0 million evenly over 2026-07-01 to 2026-12-31"
    ),
    ("api", "growth(0.1)", "the forecast of api has no growth to replace: none is stated"),
    ("cloud", "growth(-2)", "amounts cannot be multiplied by -2, which is below zero"),
    (
      "cloud", "growth(0.5, \"2027-06\")",
      "the growth of cloud for 2027-01-01 to 2027-12-31 is one figure; name a range that holds all of it"
    ),
    ("api", "set(\"20 million\")", "forecast:set needs the days it is for"),
    ("api", "add(20, 2026)", "the amount must be an amount of money, and a plain number has no unit"),
    ("api", "set(\"HKD 20 million\", 2026)", "HK$20.0 million is not in the book's currency, RMB"),
    (
      "api", "set(\"1 million\", 2025)",
      "2025-01-01 to 2025-12-31 has no day after the as-of date 2026-04-23; a forecast holds only later days"
    ),
    (
      "cloud", "total(\"1 million\", 2026)",
      "the total of 2026-01-01 to 2026-12-31 cannot be RMB1.0 million: RMB749.1 million of it has already happened"
    ),
    ("hardware", "shift(\"a month\")", "a forecast is shifted by a span, got the text 'a month'"),
    (
      "hardware", "shift(-months(3))",
      "the shift would move expected amounts to 2026-04-01, which is not after the as-of date 2026-04-23"
    ),
    ("hardware", "wait_for(\"agm-2027\")", "no meeting 'agm-2027' in this book; did you mean 'agm-2026'?"),
    ("hardware", "wait_for()", "the meeting must be text, got nothing"),
  ])
func refusedVerb(category: String, verb: String, expected: String) throws {
  let said = try refusal("book.categories.\(category).forecast:\(verb)")
  #expect(said == expected)
}
