import Quantities

/// Dated amounts that are expected after the as-of date: plans that a book states, then edits that a scenario makes.
public struct Forecast: Sendable, Hashable {
  /// The plans, in the order of their periods.
  public var plans: [Plan]
  /// The edits, in the order in which they were made; each works on what the ones before it left.
  public var edits: [ForecastEdit]

  /// A forecast of plans.
  public init(plans: [Plan], edits: [ForecastEdit] = []) {
    self.plans = plans
    self.edits = edits
  }
}

/// Expected amounts over a period, made by a named method from stated inputs.
public struct Plan: Sendable, Hashable {
  /// How the amounts are made.
  public var method: Method
  /// The period that the method speaks of; only its days after the as-of date carry amounts.
  public let period: DateRange
  /// The meeting after which the plan starts; nil where it starts with its period.
  public var after: Meeting.ID?
  /// What becomes of the amounts that the plan has for days before it may start.
  public let delayed: Delayed
  /// Whether the amounts are announced or assumed.
  public let basis: Basis
  /// What is assumed besides.
  public let assumption: String?
  /// Where this is stated.
  public let source: Source?
  /// Days of the period on which another plan has taken its place; what it has for them does not count.
  public var replaced: [DateRange] = []

  /// What becomes of the amounts that a plan has for days before the vote it waits for.
  public enum Delayed: String, Sendable, CaseIterable {
    /// They fall evenly on what is left of its days, so that its total stays.
    case fallsLater = "falls-later"
    /// They fall away: the plan keeps its amount of every later day.
    case fallsAway = "falls-away"
  }

  /// Whether a figure is announced or assumed.
  public enum Basis: String, Sendable, CaseIterable {
    /// The issuer has announced it.
    case announced
    /// It is an assumption of the book.
    case assumption
  }

  /// A plan as the book states it.
  public init(
    method: Method, period: DateRange, after: Meeting.ID? = nil, delayed: Delayed = .fallsLater, basis: Basis,
    assumption: String? = nil, source: Source?
  ) {
    self.method = method
    self.period = period
    self.after = after
    self.delayed = delayed
    self.basis = basis
    self.assumption = assumption
    self.source = source
  }
}

/// One edit of the expected amounts; nil for a range means all of them.
public enum ForecastEdit: Sendable, Hashable {
  /// The amounts times a ratio.
  case scale(Ratio, DateRange?)
  /// The amounts such that the range has this total, actuals included; their shape is kept.
  case total(Money, DateRange)
  /// This amount, evenly over the range, in place of what was there.
  case set(Money, DateRange)
  /// This amount, evenly over the range, on top of what was there.
  case add(Money, DateRange)
  /// The amounts that many days and months later.
  case shift(days: Int, months: Int, DateRange?)
  /// No amounts.
  case remove(DateRange?)
  /// The amounts from the day after the meeting that passes the category's resolution, to the end that they had.
  case after(Meeting.ID, DateRange?)
}
