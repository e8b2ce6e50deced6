import Agreements
import Quantities

/// The size test of a cap: what it needs, by the issuer's size where the book holds it, else by disclosed classes.
public struct SizeTest: Sendable {
  private let rulebook: Rulebook
  private let rates: [ExchangeRate]
  private let issuer: Issuer
  private let disclosures: [Disclosure]

  /// The size test on what a book knows.
  public init(rulebook: Rulebook, book: Book) {
    self.rulebook = rulebook
    rates = book.exchangeRates
    issuer = book.issuer
    disclosures = book.disclosures
  }

  /// What a category needs whose largest cap is `cap`, on `day`.
  ///
  /// - Source: rules 14A.76 to 14A.78; the assets, revenue and consideration ratios, the highest of them.
  public func requirement(largestCap cap: Money, on day: CivilDate) -> RequirementVerdict {
    let rule = Rule14A_76(rulebook, on: day, rates: rates)
    let measured = measure(cap, rule)
    if measured.missing.isEmpty { return verdict(cap, rule, bands: measured.bands, measured.evidence, missing: []) }
    let disclosed = disclose(cap, on: day)
    let bands = measured.bands.filter { disclosed.bands.contains($0) }
    // What the issuer has disclosed and what the book measures may disagree; then the measured bound stands.
    let agreed = bands.isEmpty ? measured.bands : bands
    var result = verdict(cap, rule, bands: agreed, measured.evidence + disclosed.evidence, missing: measured.missing)
    result.warnings = bands.isEmpty ? ["the issuer's size and its disclosed classes disagree"] : disclosed.warnings
    result.assumptions = disclosed.assumptions
    return result
  }

  private func verdict(
    _ cap: Money, _ rule: Rule14A_76, bands: [Rule14A_76.Band], _ evidence: [Evidence], missing: [String]
  ) -> RequirementVerdict {
    let possible = bands.reduce(into: Set<Requirement>()) {
      $0.formUnion(rule.requirements(in: $1, consideration: cap))
    }
    var wanted = missing
    let needsRate = bands.contains { rule.requirements(in: $0, consideration: cap).count > 1 }
    if needsRate { wanted.append("an exchange rate from \(cap.currency.code) to HKD") }
    return RequirementVerdict(
      largestCap: cap, possible: possible.sorted(), evidence: evidence, wouldDecide: possible.count > 1 ? wanted : [])
  }
}

// MARK: - The issuer's size

extension SizeTest {
  private typealias Reading = (bands: [Rule14A_76.Band], evidence: [Evidence], missing: [String])

  private func measure(_ cap: Money, _ rule: Rule14A_76) -> Reading {
    let measures: [(name: String, measure: Issuer.Measure?)] = [
      ("total assets", issuer.totalAssets.last), ("revenue", issuer.revenue.last),
      ("market capitalisation", issuer.marketCapitalisation.last),
    ]
    var (highest, evidence, missing) = (Ratio.zero, [Evidence](), [String]())
    for (name, measure) in measures {
      guard let measure else {
        missing.append("the issuer's \(name)")
        continue
      }
      guard let ratio = ratio(of: cap, to: measure.amount) else {
        missing.append("an exchange rate from \(cap.currency.code) to \(measure.amount.currency.code)")
        continue
      }
      highest = max(highest, ratio)
      evidence.append(
        Evidence(
          "\(cap) is \(ratio.percentText(decimals: 4)) of \(name) of \(measure.amount)", source: measure.source))
    }
    // A missing ratio can only raise the highest one.
    let lowest = rule.band(of: highest)
    let bands = missing.isEmpty ? [lowest] : Rule14A_76.Band.allCases.filter { $0.rawValue >= lowest.rawValue }
    return (bands, evidence, missing)
  }

  /// The exact ratio of a cap to a measure, through the newest stated rate where their currencies differ.
  private func ratio(of cap: Money, to measure: Money) -> Ratio? {
    guard measure.minor > 0 else { return nil }
    let units = (
      Int128(cap.minor) * Int128(measure.currency.minorUnits), Int128(measure.minor) * Int128(cap.currency.minorUnits)
    )
    guard let plain = try? Ratio(units.0, over: units.1) else { return nil }
    if cap.currency == measure.currency { return plain }
    let direct = rates.filter { $0.from == cap.currency && $0.to == measure.currency }.max { $0.date < $1.date }
    let inverse = rates.filter { $0.from == measure.currency && $0.to == cap.currency }.max { $0.date < $1.date }
    if let direct { return try? plain.multiplied(by: direct.rate) }
    guard let inverse, let turned = try? Ratio(Int128(inverse.rate.denominator), over: Int128(inverse.rate.numerator))
    else { return nil }
    return try? plain.multiplied(by: turned)
  }
}

// MARK: - Disclosed classes

extension SizeTest {
  private typealias Bounds = (
    bands: [Rule14A_76.Band], evidence: [Evidence], warnings: [String], assumptions: [String]
  )

  /// The bands that the disclosed classes leave: a larger cap has a larger ratio on the same denominators.
  private func disclose(_ cap: Money, on day: CivilDate) -> Bounds {
    var result: Bounds = (Rule14A_76.Band.allCases, [], [], [])
    for disclosure in disclosures where disclosure.largestCap.currency == cap.currency {
      guard let (bands, relation) = implication(of: disclosure, for: cap) else { continue }
      let narrowed = result.bands.filter { bands.contains($0) }
      guard narrowed.count < result.bands.count else { continue }
      result.bands = narrowed
      result.evidence.append(
        Evidence(
          "\(cap) is \(relation) \(disclosure.largestCap), which was disclosed as \(disclosure.ratioClass.rawValue)",
          source: disclosure.source))
      if cap == disclosure.largestCap, cap == largestDisclosedBelowVote {
        result.warnings.append(
          "\(cap) is exactly the cap disclosed as \"do not exceed 5%\", where the rule says \"less than 5%\": "
            + "at exactly 5% a vote is needed")
      }
      if day > disclosure.date {
        result.assumptions.append(
          "the issuer's size on \(day) is taken to be that of the disclosure of \(disclosure.date)")
      }
    }
    result.warnings = result.warnings.reduce(into: []) { if !$0.contains($1) { $0.append($1) } }
    result.assumptions = result.assumptions.reduce(into: []) { if !$0.contains($1) { $0.append($1) } }
    return result
  }

  /// The largest cap that was disclosed as not above 5%: what lies below it is below 5% for certain.
  private var largestDisclosedBelowVote: Money? {
    disclosures.filter { $0.ratioClass == .uptoFivePercent }.map(\.largestCap).max { $0.minor < $1.minor }
  }

  private func implication(
    of disclosure: Disclosure, for cap: Money
  ) -> (bands: [Rule14A_76.Band], relation: String)? {
    let (known, asked) = (disclosure.largestCap.minor, cap.minor)
    let relation = asked == known ? "equal to" : asked < known ? "below" : "above"
    switch disclosure.ratioClass {
    case .aboveFivePercent: return asked >= known ? ([.belowSmallVote, .above], relation) : nil
    case .belowTenthPercent: return asked <= known ? ([.belowExempt], relation) : nil
    case .uptoFivePercent:
      if asked == known { return ([.belowVote], relation) }
      return asked < known
        ? ([.belowExempt, .belowVote], relation) : ([.belowVote, .belowSmallVote, .above], relation)
    }
  }
}
