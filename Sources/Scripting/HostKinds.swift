import Agreements
import LuaSandbox
import Quantities

/// Every kind of value that a script meets, and how its two numbers are to be read.
enum Kind: UInt32, CaseIterable {
  // Quantities: the numbers are the value.
  case money = 1  // minor units, currency
  case date  // day number
  case span  // months, days
  case ratio  // numerator, denominator
  case period  // first and last day number
  case currency  // currency

  // Outcomes of variants: the numbers are a slot and a part. A loop meets ever new ones, so that none is one thing.
  case variant
  case variantPart

  // What is not known yet while a family's `change` is recorded: the place of an input.
  case openInput

  // The book: the numbers are places in it.
  case book
  case issuer
  case agreements
  case agreement
  case categories
  case category
  case caps
  case cap
  case term
  case ledger
  case forecast
  case meetings
  case meeting
  case shareholdings
  case shareholding
  case people
  case person
  case governance
  case directors
  case director
  case groups
  case group
  case rulebook
  case exchangeRates
  case leadTimes

  // The script's own: the numbers are slots of its host.
  case scenario
  case record
  case outcome
  case values
  case inputs
  case random
  case draw
  case family
  case method

  var host: HostKind { HostKind(rawValue: rawValue) }

  /// Whether two values with the same numbers are one thing, and not equal quantities only. Places and slots stay what
  /// they are as long as a state lives: nothing is ever taken out of the book, and what comes is put at the end.
  var isThing: Bool { rawValue >= Kind.book.rawValue }

  func value(_ a: Int = 0, _ b: Int = 0) -> LuaValue { .host(HostValue(host, Int64(a), Int64(b))) }
}

/// A number of months and days, as `months(3)` and `days(10)` make it.
struct Span: Equatable {
  var months: Int
  var days: Int

  /// The most months or days of a span: more than the calendar has.
  static let limit = 200_000

  func added(to date: CivilDate) throws(QuantityError) -> CivilDate {
    try date.adding(months: months).adding(days: days)
  }

  /// The sum of two spans.
  func adding(_ other: Span) throws(QuantityError) -> Span {
    let sum = Span(months: months + other.months, days: days + other.days)
    guard max(sum.months.magnitude, sum.days.magnitude) <= Self.limit else { throw .overflow }
    return sum
  }

  var negated: Span { Span(months: -months, days: -days) }
}

extension LuaValue {
  static func money(_ money: Money) -> LuaValue {
    let currency = Currency.allCases.firstIndex(of: money.currency) ?? 0
    return .host(HostValue(Kind.money.host, money.minor, Int64(currency)))
  }

  static func money(_ money: Money?) -> LuaValue { money.map { .money($0) } ?? .none }

  static func date(_ date: CivilDate) -> LuaValue { .host(HostValue(Kind.date.host, Int64(date.dayNumber))) }

  static func date(_ date: CivilDate?) -> LuaValue { date.map { .date($0) } ?? .none }

  static func ratio(_ ratio: Ratio) -> LuaValue {
    .host(HostValue(Kind.ratio.host, ratio.numerator, ratio.denominator))
  }

  static func span(_ span: Span) -> LuaValue {
    .host(HostValue(Kind.span.host, Int64(span.months), Int64(span.days)))
  }

  static func period(_ range: DateRange) -> LuaValue {
    .host(HostValue(Kind.period.host, Int64(range.from.dayNumber), Int64(range.to.dayNumber)))
  }

  static func integer(_ integer: Int64?) -> LuaValue { integer.map { .integer($0) } ?? .none }

  static func text(_ text: String?) -> LuaValue { text.map { .string($0) } ?? .none }
}

extension HostValue {
  func isOf(_ kind: Kind) -> Bool { self.kind == kind.host }

  /// The place that a value of the book stands for.
  var place: Int { Int(a) }

  var money: Money? {
    guard isOf(.money), Currency.allCases.indices.contains(Int(b)) else { return nil }
    return Money(minor: a, Currency.allCases[Int(b)])
  }

  var date: CivilDate? { isOf(.date) ? CivilDate(dayNumber: Int32(clamping: a)) : nil }

  var span: Span? { isOf(.span) ? Span(months: Int(a), days: Int(b)) : nil }

  var ratio: Ratio? { isOf(.ratio) ? try? Ratio(Int128(a), over: Int128(b)) : nil }

  var period: DateRange? {
    guard isOf(.period) else { return nil }
    return try? DateRange(
      from: CivilDate(dayNumber: Int32(clamping: a)), to: CivilDate(dayNumber: Int32(clamping: b)))
  }
}
