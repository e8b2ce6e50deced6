import Quantities

/// The listed company whose book this is.
public struct Issuer: Sendable, Hashable {
  /// Its full name.
  public let name: String
  /// Its stock codes and other facts, by their labels, in the order of the book.
  public let facts: [Fact]
  /// The last day of its financial years; nil where the book does not say.
  public let financialYearEnd: YearEnd?
  /// Total assets, the denominators of the assets ratio (rule 14.16), by the day each speaks of.
  public var totalAssets: [Measure]
  /// Revenue, the denominators of the revenue ratio (rule 14.17), by the day each speaks of.
  public var revenue: [Measure]
  /// Market capitalisation, the denominators of the consideration ratio, by the day each speaks of.
  public var marketCapitalisation: [Measure]
  /// Profits, which rule 14A.76 never tests; kept so that a reader sees that they were left out.
  public var profits: [Measure]
  /// Its subsidiaries, as far as connection depends on them.
  public let subsidiaries: [Subsidiary]

  /// A fact that no computation uses.
  public struct Fact: Sendable, Hashable {
    /// What it is.
    public let label: String
    /// What it says.
    public let text: String

    /// A fact with its label.
    public init(label: String, text: String) {
      self.label = label
      self.text = text
    }
  }

  /// An issuer as the book states it.
  public init(
    name: String, facts: [Fact] = [], financialYearEnd: YearEnd? = nil, totalAssets: [Measure] = [],
    revenue: [Measure] = [], marketCapitalisation: [Measure] = [], profits: [Measure] = [],
    subsidiaries: [Subsidiary] = []
  ) {
    self.name = name
    self.facts = facts
    self.financialYearEnd = financialYearEnd
    self.totalAssets = totalAssets
    self.revenue = revenue
    self.marketCapitalisation = marketCapitalisation
    self.profits = profits
    self.subsidiaries = subsidiaries
  }
}

extension Issuer {
  /// One measure of the issuer's size.
  public struct Measure: Sendable, Hashable {
    /// The document that states a measure.
    public enum Report: String, Sendable, Hashable, CaseIterable {
      /// The audited annual accounts.
      case accounts
      /// An interim report.
      case interim
    }

    /// How large it is.
    public let amount: Money
    /// The day it speaks of, such as the balance sheet's; nil where a scenario does not say.
    public let asOf: CivilDate?
    /// The day from which it was published; nil for the day it speaks of.
    public let published: CivilDate?
    /// The document that states it; nil where the book does not say.
    public let report: Report?
    /// Dividends proposed or declared since, which total assets are less of (rule 14.16).
    public let dividends: Money?
    /// Where this is stated.
    public let source: Source?

    /// A measure of the issuer's size.
    public init(
      amount: Money, asOf: CivilDate?, published: CivilDate? = nil, report: Report? = nil, dividends: Money? = nil,
      source: Source?
    ) {
      self.amount = amount
      self.asOf = asOf
      self.published = published
      self.report = report
      self.dividends = dividends
      self.source = source
    }

    /// The first day on which it could be used; nil where it always could.
    public var known: CivilDate? { published ?? asOf }
  }

  /// A subsidiary of the issuer, as far as connection depends on it.
  public struct Subsidiary: Sendable, Hashable {
    /// Its name in the book.
    public typealias ID = Identifier<Subsidiary>

    /// Its name in the book.
    public let id: ID
    /// Its full name.
    public let name: String
    /// How large it is beside the group, by financial year, the latest last.
    public let years: [Year]
    /// Where this is stated.
    public let source: Source?

    /// Its share of the group in one financial year: all of its figures, whatever is held of it.
    public struct Year: Sendable, Hashable {
      /// The last day of the year.
      public let end: CivilDate
      /// Its total assets over the group's.
      public let assets: Ratio
      /// Its profits over the group's.
      public let profits: Ratio
      /// Its revenue over the group's.
      public let revenue: Ratio

      /// The shares of one year.
      public init(end: CivilDate, assets: Ratio, profits: Ratio, revenue: Ratio) {
        self.end = end
        self.assets = assets
        self.profits = profits
        self.revenue = revenue
      }
    }

    /// A subsidiary as the book states it.
    public init(id: ID, name: String, years: [Year] = [], source: Source?) {
      self.id = id
      self.name = name
      self.years = years
      self.source = source
    }
  }
}

/// The day of the year on which financial years end, such as 31 December.
public struct YearEnd: Sendable, Hashable {
  /// The month, 1 to 12.
  public let month: Int
  /// The day of the month; one that a year lacks (29 February) is that month's last.
  public let day: Int

  /// The end of financial years on that day of that month; nil where no year has it.
  public init?(month: Int, day: Int) {
    guard (1...12).contains(month), day >= 1, day <= CivilDate.days(inMonth: month, of: 2000) else { return nil }
    self.month = month
    self.day = day
  }

  private init(_ month: Int, _ day: Int) {
    self.month = month
    self.day = day
  }

  /// 31 December.
  public static let december = YearEnd(12, 31)

  /// The last day of the financial year that holds `day`.
  ///
  /// - Throws: ``QuantityError/noSuchDay(_:)`` beyond the calendar's years.
  public func end(ofYearHolding day: CivilDate) throws(QuantityError) -> CivilDate {
    let this = try end(in: day.year)
    return day <= this ? this : try end(in: day.year + 1)
  }

  /// The financial year that holds `day`.
  ///
  /// - Throws: ``QuantityError/noSuchDay(_:)`` beyond the calendar's years.
  public func year(holding day: CivilDate) throws(QuantityError) -> DateRange {
    let last = try end(ofYearHolding: day)
    return try DateRange(from: end(in: last.year - 1).next, to: last)
  }

  private func end(in year: Int) throws(QuantityError) -> CivilDate {
    try CivilDate(year, month, min(day, CivilDate.days(inMonth: month, of: year)))
  }
}

extension YearEnd: CustomStringConvertible {
  /// The day as `12-31`.
  public var description: String {
    func padded(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
    return padded(month) + "-" + padded(day)
  }
}
