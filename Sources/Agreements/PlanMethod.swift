import Quantities

extension Plan {
  /// How the amounts of a plan are made, from stated inputs.
  ///
  /// What rests on actuals takes them up to its cut-off, by default the book's as-of date. Where what a method rests on
  /// is not stated, it states no forecast; that is never an amount of zero.
  public enum Method: Sendable, Hashable {
    /// The amount, evenly over the period.
    case even(Money)
    /// The total of the period less its actuals, evenly over its days after the as-of date.
    case restOfTotal(Money)
    /// Each day what the same day of the year before had, grown.
    case sameDaysLastYear(growth: Ratio)
    /// What the same period of the year before had in all, grown, evenly.
    case lastYearEvenly(growth: Ratio)
    /// The daily rate of what has happened goes on: by the end of the n-th day ⌊sum · n / days⌋.
    case runRate(Stretch)
    /// The shape of the year before, scaled to a total of the period, its actuals included; without a total, to the pace
    /// of the period's actuals against the same days of the year before.
    case lastYearShape(total: Money?, cutOff: CivilDate?)
    /// Amounts of months, days or other runs of days, each evenly over its own.
    case dated([DatedAmount])
    /// A monthly amount that grows; each month is rounded down once and falls evenly on its days.
    case compound(Compound)

    /// The growth over a year, where the method has one.
    public var growth: Ratio? {
      switch self {
      case .sameDaysLastYear(let growth), .lastYearEvenly(let growth): growth
      case .even, .restOfTotal, .runRate, .lastYearShape, .dated, .compound: nil
      }
    }

    /// The method with another growth; unchanged where it has none.
    public func growing(by growth: Ratio) -> Method {
      switch self {
      case .sameDaysLastYear: .sameDaysLastYear(growth: growth)
      case .lastYearEvenly: .lastYearEvenly(growth: growth)
      case .even, .restOfTotal, .runRate, .lastYearShape, .dated, .compound: self
      }
    }

    /// Whether it needs the plan's own period of the year before to lie before the period: a plan of a year at most.
    public var isWithinAYear: Bool {
      switch self {
      case .lastYearEvenly, .lastYearShape: true
      default: false
      }
    }

    /// Whether its amounts are for the whole period, what has happened included.
    public var includesActuals: Bool {
      switch self {
      case .restOfTotal, .lastYearShape: true
      default: false
      }
    }

    /// The total of its period, actuals included, where it states one.
    public var total: Money? {
      switch self {
      case .restOfTotal(let total): total
      case .lastYearShape(let total, _): total
      default: nil
      }
    }

    /// The amounts that it states for days of their own.
    public var amounts: [DatedAmount] {
      if case .dated(let amounts) = self { amounts } else { [] }
    }

    /// The last day of actuals that it was told to take; nil for the as-of date.
    public var cutOff: CivilDate? {
      switch self {
      case .runRate(let stretch): stretch.cutOff
      case .lastYearShape(_, let cutOff): cutOff
      case .compound(let compound): compound.cutOff
      default: nil
      }
    }
  }

  /// The days whose actuals a run rate takes.
  public struct Stretch: Sendable, Hashable {
    /// Where it begins.
    public let start: Start
    /// Its last day; nil for the as-of date.
    public let cutOff: CivilDate?

    /// Where a stretch begins.
    public enum Start: Sendable, Hashable {
      /// On the first day of the cap period of its last day; where there is none, of that day's year.
      case ofPeriod
      /// On a day.
      case day(CivilDate)
      /// So many days before its end, so that it has that many.
      case days(Int)
      /// So many months before its end.
      case months(Int)
    }

    /// A stretch from a start to a cut-off.
    public init(from start: Start = .ofPeriod, to cutOff: CivilDate? = nil) {
      self.start = start
      self.cutOff = cutOff
    }
  }

  /// An amount of a month, a day or another run of days.
  public struct DatedAmount: Sendable, Hashable {
    /// The days, over which it falls evenly.
    public let days: DateRange
    /// The amount.
    public let amount: Money

    /// An amount over days.
    public init(_ amount: Money, over days: DateRange) {
      self.days = days
      self.amount = amount
    }
  }

  /// A monthly amount that grows.
  ///
  /// - Units: the k-th month after the first has ⌊base · (1 + growth)^(k / every)⌋, where k / every is a whole number.
  public struct Compound: Sendable, Hashable {
    /// By how much it grows each time.
    public let growth: Ratio
    /// After how many months it grows: 1, 3 (a quarter), 12 (a year).
    public let every: Int
    /// The amount of the month in which the period begins; nil to begin with the last whole month of actuals, which is
    /// then the month that grows.
    public let base: Money?
    /// The last day of actuals that counts; nil for the as-of date.
    public let cutOff: CivilDate?

    /// A growth after every so many months.
    public init(growth: Ratio, every: Int = 1, base: Money? = nil, cutOff: CivilDate? = nil) {
      self.growth = growth
      self.every = every
      self.base = base
      self.cutOff = cutOff
    }
  }
}
