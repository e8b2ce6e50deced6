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
  /// Whether the amounts are announced or assumed.
  public let basis: Basis
  /// What is assumed besides.
  public let assumption: String?
  /// Where this is stated.
  public let source: Source?

  /// How the amounts of a plan are made.
  public enum Method: Sendable, Hashable {
    /// The amount, evenly over the period.
    case even(Money)
    /// The total of the period less its actuals, evenly over its days after the as-of date.
    case restOfTotal(Money)
    /// Each day what the same day of the year before had, grown.
    case sameDaysLastYear(growth: Ratio)
    /// What the same period of the year before had in all, grown, evenly.
    case lastYearEvenly(growth: Ratio)

    /// The growth, where the method has one.
    public var growth: Ratio? {
      switch self {
      case .sameDaysLastYear(let growth), .lastYearEvenly(let growth): growth
      case .even, .restOfTotal: nil
      }
    }

    /// The method with another growth; unchanged where it has none.
    public func growing(by growth: Ratio) -> Method {
      switch self {
      case .sameDaysLastYear: .sameDaysLastYear(growth: growth)
      case .lastYearEvenly: .lastYearEvenly(growth: growth)
      case .even, .restOfTotal: self
      }
    }
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
    method: Method, period: DateRange, after: Meeting.ID? = nil, basis: Basis, assumption: String? = nil,
    source: Source?
  ) {
    self.method = method
    self.period = period
    self.after = after
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
