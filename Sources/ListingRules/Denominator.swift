import Agreements
import Quantities

/// A measure of the issuer's size as the rules choose it for a day.
public struct Denominator: Sendable, Hashable {
  /// Which measure.
  public let measure: SizeMeasure
  /// The figure that was chosen.
  public let stated: Issuer.Measure
  /// What the ratio divides by: the figure, for total assets less dividends.
  public let amount: Money
  /// The rule that chooses it.
  public let rule: Rule
  /// What is assumed of it; nil for nothing.
  public var assumption: String?

  /// A measure that was found, or what is missing of it.
  public enum Choice: Sendable, Hashable {
    /// The measure of the day.
    case found(Denominator)
    /// What the book would have to state.
    case missing(String)
  }

  /// The denominator of a measure for a transaction on `day`.
  public static func choice(
    of measure: SizeMeasure, of issuer: Issuer, on day: CivilDate, calendar: BusinessCalendar
  ) -> Choice {
    switch measure {
    case .totalAssets: Rule14_16.totalAssets(of: issuer, on: day)
    case .revenue: Rule14_17.revenue(of: issuer, on: day)
    case .marketCapitalisation: Rule14_07.marketCapitalisation(of: issuer, on: day, calendar: calendar)
    }
  }

  /// The choice among measures for a day; a ratio over nothing, or less, cannot be.
  static func choice(
    of measure: SizeMeasure, among measures: [Issuer.Measure], on day: CivilDate, rule: Rule,
    adjusted: (Issuer.Measure) -> Money?
  ) -> Choice {
    guard let stated = measures.newest(on: day) else {
      return .missing(measures.isEmpty ? measure.name : "\(measure.name) as it was published by \(day)")
    }
    guard let amount = adjusted(stated) else { return .missing("\(measure.name) and its dividends in one currency") }
    guard amount.minor > 0 else { return .missing("\(measure.name) above zero, as no ratio to \(amount) can be taken") }
    return .found(Denominator(measure: measure, stated: stated, amount: amount, rule: rule))
  }
}

extension SizeMeasure {
  /// The measure in words.
  var words: String {
    switch self {
    case .totalAssets: "total assets"
    case .revenue: "revenue"
    case .marketCapitalisation: "market capitalisation"
    }
  }

  /// The ratio that divides by it.
  var ratioWords: String {
    switch self {
    case .totalAssets: "assets ratio"
    case .revenue: "revenue ratio"
    case .marketCapitalisation: "consideration ratio"
    }
  }

  var name: String { "the issuer's \(words)" }
}

extension [Issuer.Measure] {
  /// The newest that was published on or before `day`, by the day it speaks of.
  ///
  /// One without a day, as a scenario states it, is newer than any; of two of one day the later in the book counts.
  func newest(on day: CivilDate) -> Issuer.Measure? {
    let known = filter { $0.known.map { $0 <= day } ?? true }
    if let undated = known.last(where: { $0.asOf == nil }) { return undated }
    guard let newest = known.compactMap(\.asOf).max() else { return nil }
    return known.last { $0.asOf == newest }
  }
}
